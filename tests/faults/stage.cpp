// Stage: cp -a there and back.
#include "faults/stage.hpp"

#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"
#include "world/temporary_names.hpp"

#include <filesystem>

namespace ctask {

namespace {

bool is_ctasks_own(const std::string& path)
{
    return contains("/" + path, "/.ctask/") || path.ends_with("/task.yaml") ||
           path.ends_with("/logs/sessions.log");
}

bool is_leftover(const std::string& name)
{
    return is_temporary_name(name) || (name.starts_with('.') && name.ends_with(".new"));
}

} // namespace

std::map<std::string, std::string> files_below(const std::string& directory)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file()) continue;
        const std::string path = std::filesystem::relative(entry.path(), directory);
        files.emplace(path, read_file(directory, path));
    }
    return files;
}

void Stage::keep()
{
    const std::string kept = ctask.scratch.path("kept");
    std::filesystem::remove_all(kept);
    const Words copy = {"cp", "-a", ctask.scratch.path("root"), kept};
    REQUIRE(Program(ctask.setup(copy)).wait().status == 0);
    users_files_ = files_below(kept);
    std::erase_if(users_files_, [](const auto& file) { return is_ctasks_own(file.first); });
    processes_ = processes_of(ctask).size();
}

void Stage::put_back() const
{
    std::filesystem::remove_all(ctask.scratch.path("root"));
    std::filesystem::remove(ctask.scratch.path("runs"));
    const Words copy = {"cp", "-a", ctask.scratch.path("kept"), ctask.scratch.path("root")};
    REQUIRE(Program(ctask.setup(copy)).wait().status == 0);
}

Words Stage::agent(const Words& verbs) const
{
    return Binary::agent(Words{"append", ctask.scratch.path("runs") + "=x"} + verbs + Words{"exit", "3"});
}

std::size_t Stage::runs() const
{
    return exists(ctask.scratch.path(), "runs") ? read_file(ctask.scratch.path(), "runs").size() : 0;
}

void Stage::await_quiet() const
{
    const bool quiet = eventually([&] { return processes_of(ctask).size() <= processes_; });
    REQUIRE_MESSAGE(quiet, "an agent does not end");
}

void Stage::age_leftovers() const
{
    for (const std::string& path : leftovers())
        ctask.scratch.age(path.substr(ctask.scratch.path().size() + 1), std::chrono::hours(2));
}

Words Stage::leftovers() const
{
    Words found;
    const std::string root = ctask.scratch.path("root");
    for (auto at = std::filesystem::recursive_directory_iterator(root);
         at != std::filesystem::recursive_directory_iterator(); ++at) {
        const std::string name = at->path().filename();
        if (name == ".trash") at.disable_recursion_pending();
        if (is_leftover(name)) found.push_back(at->path());
    }
    return found;
}

} // namespace ctask
