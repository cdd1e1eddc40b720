// The examples of the manual, typed one after the other by a user who has claude and make.
#include "end_to_end/remains.hpp"
#include "support/binary.hpp"
#include "support/doctest.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace ctask;

namespace {

/// A line of mdoc as a reader sees it.
std::string as_shown(std::string line)
{
    const std::vector<std::pair<std::string, std::string>> escapes = {
        {"\\(dq", "\""}, {"\\-", "-"}, {"\\&", ""}, {"\\e", "\\"}};
    for (const auto& [escape, text] : escapes)
        for (std::size_t at = 0; (at = line.find(escape, at)) != std::string::npos; at += text.size())
            line.replace(at, escape.size(), text);
    return line;
}

Words examples()
{
    const char* manual = std::getenv("CTASK_MANUAL");
    REQUIRE_MESSAGE(manual != nullptr, "CTASK_MANUAL must name the source of ctask(1)");
    const std::string prompt = ".Dl $ ";
    Words commands;
    std::ifstream lines(manual);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(prompt)) commands.push_back(as_shown(line.substr(prompt.size())));
    return commands;
}

void install(const Binary& ctask, const std::string& name, const std::string& script)
{
    ctask.scratch.write_file("bin/" + name, script);
    std::filesystem::permissions(ctask.scratch.path("bin/" + name), std::filesystem::perms::owner_all);
}

/// Answers what is asked, and leaves what is watched.
ProgramResult type(const Binary& ctask, const std::string& command)
{
    Pty terminal(ctask.setup({"bash", "-c", command}));
    if (contains(command, "ctask delete")) {
        terminal.expect("[y/N]");
        terminal.type("y\r");
    }
    if (contains(command, "ctask attach")) terminal.expect("[exited]");
    if (contains(command, "--watch")) {
        terminal.expect("no session runs");
        terminal.type("q");
    }
    return terminal.wait();
}

} // namespace

TEST_CASE("every example of the manual does what it says, in the order they are shown")
{
    if (!is_installed("tmux")) return;
    Binary ctask;
    ctask.scratch.make_directory("tmux");
    ctask.environment.push_back("TMUX_TMPDIR=" + ctask.scratch.path("tmux"));
    install(ctask, "claude", "#!/bin/sh\necho \"worked: $*\" >> notes.md\n");
    install(ctask, "make", "#!/bin/sh\necho \"made: $*\" >> \"$HOME/made\"\n");
    std::filesystem::create_symlink(Binary::path(), ctask.scratch.path("bin/ctask"));
    std::string& path = ctask.environment.at(2);
    REQUIRE(path.starts_with("PATH="));
    path.insert(5, ctask.scratch.path("bin") + ":");

    const Words commands = examples();
    REQUIRE(commands.size() > 15);
    for (const std::string& command : commands) {
        const ProgramResult result = type(ctask, command);
        CHECK_MESSAGE(result.status == 0, command, "\n", result.out);
        CHECK_FALSE(contains(result.out, "hint"));
    }
    CHECK(contains(ctask.scratch.read_file("home/made"), "check"));
}
