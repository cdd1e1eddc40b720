// git init.
#include "workspace/repository.hpp"

#include "workspace/layout.hpp"

#include <algorithm>
#include <array>

namespace ctask {
namespace {

constexpr std::chrono::seconds kLongest{10};

/// Set where ctask runs in a hook or an alias of git's; each would have git work on that repository.
constexpr std::array<std::string_view, 8> kOfAnotherRepository = {
    "GIT_DIR=",        "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_OBJECT_DIRECTORY=",
    "GIT_COMMON_DIR=", "GIT_NAMESPACE=", "GIT_PREFIX=",     "GIT_ALTERNATE_OBJECT_DIRECTORIES="};

std::vector<std::string> without_another_repository(std::vector<std::string> entries)
{
    std::erase_if(entries, [](const std::string& entry) {
        return std::any_of(kOfAnotherRepository.begin(), kOfAnotherRepository.end(),
                           [&entry](std::string_view start) { return entry.starts_with(start); });
    });
    return entries;
}

} // namespace

Task<std::string> init_repository(World& world, const Workspace& workspace)
{
    if (workspace.directory->stamp_of(layout::kGit)) co_return std::string();
    const ProgramPlace git = world.processes.find_program("git", world.environment);
    if (git.error != 0) co_return std::string("git is not on PATH: the project is no repository yet");
    Command command;
    command.program = git.path;
    command.argv = {"git", "init", "--quiet", "--template="};
    command.environment = without_another_repository(world.environment.entries);
    command.directory = workspace.directory.get();
    Captured captured = co_await world.processes.capture(std::move(command), kLongest);
    if (captured.succeeded()) co_return std::string();
    const std::string how = captured.status ? " (exit status " + std::to_string(*captured.status) + ")" : "";
    co_return "git init failed" + how + ": the project is no repository yet";
}

} // namespace ctask
