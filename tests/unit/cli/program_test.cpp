// The program: dispatch, and how every kind of error ends.
#include "command_fixture.hpp"

#include "base/version.hpp"
#include "cli/completion.hpp"
#include "cli/help.hpp"

using namespace ctask;

TEST_CASE_FIXTURE(CommandFixture, "help and the version go to stdout and are a success")
{
    CHECK(run({}).out == program_help());
    CHECK(run({"--help"}).out == program_help());
    CHECK(run({"help"}).out == program_help());
    CHECK(run({"help", "new"}).out == run({"new", "--help"}).out);
    CHECK(run({"--version"}).out == "ctask " CTASK_VERSION "\n");
    for (const Subcommand& command : commands()) {
        Result result = run({command.name, "--help"});
        CHECK(result.status == 0);
        CHECK(result.out == command_help(command));
        CHECK(result.err.empty());
    }
}

TEST_CASE_FIXTURE(CommandFixture, "wrong usage is status 2 and two lines, for every command")
{
    for (const Subcommand& command : commands()) {
        Result result = run({command.name, "--frobnicate"});
        CHECK(result.status == 2);
        CHECK(result.out.empty());
        CHECK(result.err == "[ctask] ctask " + command.name +
                                " has no option --frobnicate\n[ctask] see: ctask " + command.name +
                                " --help\n");
    }
    CHECK(run({"frobnicate"}).status == 2);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "a failure is status 1, 2 for diff, and 125 for a command that starts a session")
{
    for (const Subcommand& command : commands()) {
        if (command.argument != Argument::workspace && command.argument != Argument::optional_workspace)
            continue;
        CAPTURE(command.name);
        std::vector<std::string> words = {command.name};
        if (!command.verb.empty()) words.push_back(command.verb);
        words.push_back("nothing-like-it");
        if (!command.second_argument.empty()) words.push_back("a title");
        Result result = run(words);
        CHECK(result.status == command.failure_status);
        CHECK(result.err.find("[ctask] no workspace matches \"nothing-like-it\"\n") == 0);
    }
    CHECK(run({"last"}).status == 125);
    CHECK(run({"diff", "nothing-like-it"}).status == 2);
    CHECK(run({"info", "nothing-like-it"}).status == 1);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "what the user typed comes back in a form that does nothing to the terminal")
{
    Result result = run({"info", "a\x1b[2J\nb"});
    CHECK(result.err.find('\x1b') == std::string::npos);
    CHECK(result.err.find("a\\x1b[2J\\nb") != std::string::npos);
}

TEST_CASE_FIXTURE(CommandFixture, "a result that cannot be written is a failure, unless nobody wants it")
{
    add("general/2026-11-22_x", "x", Nanoseconds{});
    const std::vector<std::vector<std::string>> all = {{"--version"}, {"--help"},           {"new", "--help"},
                                                       {"list"},      {"list", "--json"},   {"info", "x"},
                                                       {"path", "x"}, {"completion", "zsh"}};
    for (const auto& words : all) {
        CAPTURE(words.front());
        out_error = ENOSPC;
        Result full = run(words);
        CHECK(full.status == 1);
        CHECK(full.err == "[ctask] cannot write to stdout: No space left on device\n");
        for (const int error : {EPIPE, EBADF}) {
            out_error = error;
            CHECK(run(words).status == 0);
            CHECK(run(words).err.empty());
        }
    }
}

TEST_CASE_FIXTURE(CommandFixture, "signals act again on what starts no session, and on nothing else")
{
    add("general/2026-11-22_x", "x", Nanoseconds{});
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"list"}, {"--help"}, {"new", "-h"}}) {
        signals_given_back = 0;
        run(words);
        CHECK(signals_given_back == 1);
    }
    signals_given_back = 0;
    CHECK(run({"resume", "y"}).status == 125);
    CHECK(signals_given_back == 0);
}

TEST_CASE_FIXTURE(CommandFixture, "several that match stand on a line each")
{
    add("general/2026-11-22_fix-a", "fix a", Seconds(1));
    add("general/2026-11-22_fix-b", "fix b", Seconds(2));
    CHECK(run({"path", "fix"}).err == "[ctask] \"fix\" matches 2 workspaces\n"
                                      "[ctask]   2026-11-22_fix-a  fix a\n[ctask]   2026-11-22_fix-b  fix b\n"
                                      "[ctask] give one of these names\n");
}

TEST_CASE_FIXTURE(CommandFixture, "an error of the system is told by its words")
{
    scratch.set_mode("root", 0);
    scratch.remove("root");
    scratch.write_file("root", "no directory");
    Result result = run({"list"});
    CHECK(result.status == 1);
    CHECK(result.out.empty());
    CHECK(result.err.find("[ctask] ") == 0);
}

TEST_CASE_FIXTURE(CommandFixture, "the prefix is dim only where colour is wanted")
{
    CHECK(run({"nope"}).err.find("[ctask] unknown") == 0);
    colour = true;
    CHECK(run({"nope"}).err.find("\x1b[2m[ctask]\x1b[0m unknown") == 0);
}

TEST_CASE_FIXTURE(CommandFixture, "completion prints the script of the shell that is named")
{
    for (const char* shell : {"bash", "zsh", "fish"})
        CHECK(run({"completion", shell}).out == completion_script(shell));
    CHECK(run({"completion", "tcsh"}).status == 2);
}
