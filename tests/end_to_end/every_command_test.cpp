// What holds for every command: its statuses, and what becomes of its output.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <set>
#include <sstream>
#include <unistd.h>

using namespace ctask;

namespace {

/// As ctask --help lists them.
Words all_commands(const Binary& ctask)
{
    Words names;
    std::istringstream lines(ctask.run({"--help"}).out);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("  ") && line[2] >= 'a' && line[2] <= 'z')
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
    return names;
}

bool starts_a_session(const std::string& command)
{
    static const std::set<std::string> kNames = {"new", "resume", "last", "open", "attach"};
    return kNames.count(command) != 0;
}

/// Every way to print something, with "@" for a workspace; what this ctask does not know is left out.
std::vector<Words> printing_commands(const Binary& ctask, const std::string& workspace)
{
    const Words known = all_commands(ctask);
    std::vector<Words> all = {{"--help"},
                              {"--version"},
                              {"list"},
                              {"list", "--json"},
                              {"list", "--names"},
                              {"info", "@"},
                              {"info", "@", "--json"},
                              {"path", "@"},
                              {"notes", "@"},
                              {"log", "@"},
                              {"log", "@", "--json"},
                              {"status"},
                              {"status", "--json"},
                              {"config"},
                              {"config", "--json"},
                              {"agents"},
                              {"agents", "--json"},
                              {"doctor", "--json"},
                              {"doctor"},
                              {"completion", "bash"},
                              {"completion", "zsh"},
                              {"completion", "fish"}};
    for (const std::string& command : known) all.push_back({command, "--help"});
    std::vector<Words> usable;
    for (Words& words : all) {
        const bool is_known = std::find(known.begin(), known.end(), words.front()) != known.end();
        if (!is_known && words.front()[0] != '-') continue;
        for (std::string& word : words)
            if (word == "@") word = workspace;
        usable.push_back(std::move(words));
    }
    return usable;
}

std::string shown(const Words& words)
{
    std::string line = "ctask";
    for (const std::string& word : words) line += " " + word;
    return line;
}

/// With stdout on a pipe that nobody reads any more.
void stdout_to_nobody()
{
    int ends[2];
    if (::pipe(ends) != 0) ::_exit(99);
    ::close(ends[0]);
    ::dup2(ends[1], 1);
    ::close(ends[1]);
}

void stdout_to_full_disk()
{
    const int full = ::open("/dev/full", O_WRONLY);
    ::dup2(full, 1);
    ::close(full);
}

/// A workspace in which there was a session, so that everything has something to print.
std::string used_workspace(const Binary& ctask)
{
    const std::string workspace = ctask.make_workspace("idea");
    REQUIRE(ctask.run(Words{"resume", workspace} + Binary::agent({"write", "notes.md=x"})).status == 0);
    return workspace;
}

} // namespace

TEST_CASE("every command has help, refuses what it does not know with 2, and says so on stderr alone")
{
    const Binary ctask;
    const Words names = all_commands(ctask);
    REQUIRE(names.size() >= 10);
    for (const std::string& name : names) {
        CAPTURE(name);
        const ProgramResult help = ctask.run({name, "--help"});
        CHECK(help.status == 0);
        CHECK(contains(help.out, "Usage: ctask " + name));
        CHECK(help.err.empty());

        const ProgramResult option = ctask.run({name, "--frobnicate"});
        CHECK(option.status == 2);
        CHECK(option.out.empty());
        CHECK(option.err.starts_with("[ctask] "));

        const ProgramResult words = ctask.run({name, "one", "two", "three"});
        CHECK(words.status == 2);
        CHECK(words.out.empty());
    }
    CHECK(ctask.run({"frobnicate"}).status == 2);
    CHECK(ctask.workspaces().empty());
}

TEST_CASE("a workspace that is not there is 125 for what starts a session and a failure for all else")
{
    const Binary ctask;
    for (const std::string& name : all_commands(ctask)) {
        const ProgramResult help = ctask.run({name, "--help"});
        if (!contains(help.out.substr(0, help.out.find('\n')), "WORKSPACE")) continue;
        CAPTURE(name);
        const ProgramResult result = ctask.run({name, "no-such-workspace"});
        // agents takes a word of its own there.
        if (name == "agents" || name == "rename") continue;
        // 1 is an answer of diff's: something has changed.
        const int failed = name == "diff" ? 2 : 1;
        CHECK(result.status == (starts_a_session(name) ? 125 : failed));
        CHECK(result.out.empty());
        CHECK(contains(result.err, "no-such-workspace"));
    }
}

TEST_CASE("a reader that goes away is no error of any command")
{
    const Binary ctask;
    const std::string workspace = used_workspace(ctask);
    for (const Words& words : printing_commands(ctask, workspace)) {
        CAPTURE(shown(words));
        const int usual = ctask.run(words).status;
        Program program(ctask.setup(Words{Binary::path()} + words), stdout_to_nobody);
        const ProgramResult result = program.wait();
        CHECK(result.signal == 0);
        CHECK(result.status == usual);
        CHECK_FALSE(contains(result.err, "cannot write"));
    }
}

TEST_CASE("a result that does not fit on the disk is a failure of every command")
{
    const Binary ctask;
    const std::string workspace = used_workspace(ctask);
    for (const Words& words : printing_commands(ctask, workspace)) {
        CAPTURE(shown(words));
        Program program(ctask.setup(Words{Binary::path()} + words), stdout_to_full_disk);
        const ProgramResult result = program.wait();
        CHECK(result.status == 1);
        CHECK(contains(result.err, "[ctask] cannot write to stdout: No space left on device"));
    }
}

TEST_CASE("NO_COLOR keeps every command plain, on a terminal and when colour is forced")
{
    Binary ctask;
    const std::string workspace = used_workspace(ctask);
    ctask.environment.push_back("CLICOLOR_FORCE=1");
    CHECK(contains(ctask.run({"list"}).out, "\x1b["));

    ctask.environment.push_back("NO_COLOR=1");
    for (const Words& words : printing_commands(ctask, workspace)) {
        CAPTURE(shown(words));
        const ProgramResult result = ctask.run(words);
        CHECK_FALSE(contains(result.out, "\x1b"));
        CHECK_FALSE(contains(result.err, "\x1b"));
        Pty terminal = ctask.start_on_terminal(words);
        CHECK_FALSE(contains(terminal.wait().out, "\x1b"));
    }
}

TEST_CASE("the statuses of section 4 hold for each command that starts a session")
{
    Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    // open runs the user's shell, whatever that is.
    ctask.environment.push_back("SHELL=" + Binary::fake_agent());
    const std::vector<Words> all = {{"new", "another", "--agent", Binary::fake_agent()},
                                    {"resume", workspace, "--agent", Binary::fake_agent()},
                                    {"last", "--agent", Binary::fake_agent()},
                                    {"open", workspace}};
    for (const Words& words : all) {
        CAPTURE(words.front());
        CHECK(ctask.run(words + Words{"--", "exit", "0"}).status == 0);
        CHECK(ctask.run(words + Words{"--", "exit", "42"}).status == 42);
        CHECK(ctask.run(words + Words{"--", "die", std::to_string(SIGTERM)}).signal == SIGTERM);
        CHECK(ctask.run(words + Words{"--", "die", std::to_string(SIGINT)}).signal == SIGINT);
        CHECK(ctask.run(words + Words{"--timeout=0.1", "--", "sleep", "60"}).status == 124);
        CHECK(ctask.run(words + Words{"--timeout=soon"}).status == 2);
        CHECK(ctask.run(words + Words{"--force", "--wait"}).status == 2);
        if (words.front() == "open") continue;

        const Words without(words.begin(), words.end() - 2);
        ctask.scratch.write_file("home/plain", "not to be run");
        CHECK(ctask.run(without + Words{"--agent", "surely-no-such-agent"}).status == 127);
        CHECK(ctask.run(without + Words{"--agent", "./plain"}).status == 126);
    }
}

TEST_CASE("a workspace in use is 75 for each command that would start a session there")
{
    Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    ctask.environment.push_back("SHELL=" + Binary::fake_agent());
    RunningSession running(ctask, workspace, "first");
    const std::vector<Words> all = {{"resume", workspace, "--agent", Binary::fake_agent()},
                                    {"last", "--agent", Binary::fake_agent()},
                                    {"open", workspace}};
    for (const Words& words : all) {
        CAPTURE(words.front());
        CHECK(ctask.run(words + Words{"--", "exit", "0"}).status == 75);
        CHECK(ctask.run(words + Words{"--wait=0.1", "--", "exit", "0"}).status == 75);
        CHECK(ctask.run(words + Words{"--force", "--", "exit", "7"}).status == 7);
    }
    running.end();
}
