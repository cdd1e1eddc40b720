// ctask status, once and watched.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

constexpr const char* kEnterScreen = "\x1b[?1049h";
constexpr const char* kLeaveScreen = "\x1b[?1049l";

bool is_cooked(const Pty& terminal)
{
    constexpr tcflag_t kCooked = ICANON | ECHO | ISIG;
    return (terminal.modes().c_lflag & kCooked) == kCooked;
}

} // namespace

TEST_CASE("status shows every session that runs, in whatever workspace, and nothing else")
{
    const Binary ctask;
    const std::string idea = ctask.make_workspace("idea");
    const std::string other = ctask.make_workspace("other");
    CHECK(ctask.run({"status"}).out == "no session runs\n");
    CHECK(ctask.run({"status", "--json"}).out == "[]\n");

    RunningSession one(ctask, idea, "one");
    RunningSession two(ctask, other, "two");
    RunningSession three(ctask, idea, "three", {"--force"});

    const ProgramResult text = ctask.run({"status"});
    CHECK(text.status == 0);
    CHECK(occurrences(text.out, "_idea") == 2);
    CHECK(occurrences(text.out, "_other") == 1);
    CHECK(contains(text.out, std::to_string(two.program().pid())));
    const JsonDocument json = parsed(ctask.run({"status", "--json"}).out);
    std::vector<std::int64_t> pids;
    const auto collect = [&pids](JsonValue session) {
        CHECK(session["state"].text() == "active");
        CHECK(session["agent"].text() == "fake-agent");
        CHECK(session["started_at"].time().has_value());
        pids.push_back(session["pid"].number().value_or(0));
        return true;
    };
    json.root().each(collect);
    CHECK(pids == std::vector<std::int64_t>{one.program().pid(), three.program().pid(), two.program().pid()});
    for (RunningSession* session : {&one, &two, &three}) CHECK(session->end().status == 0);
    CHECK(ctask.run({"status", "--json"}).out == "[]\n");
}

TEST_CASE("a watched status in a pipe gives a line for every change, and ends with its reader")
{
    const Binary ctask;
    const std::string idea = ctask.make_workspace("idea");
    Program watching = ctask.start({"status", "--watch", "--json"});
    const auto lines = [&watching] { return occurrences(watching.out(), "\n"); };
    REQUIRE(eventually([&] { return lines() == 1; }));
    CHECK(watching.out() == "[]\n");

    RunningSession one(ctask, idea, "one");
    CHECK(eventually([&] { return contains(watching.out(), "\"agent\":\"fake-agent\""); }));
    // A workspace that was not there when the watch began.
    const std::string later = ctask.make_workspace("later");
    RunningSession two(ctask, later, "two");
    CHECK(eventually([&] { return contains(watching.out(), "_later\""); }));
    CHECK(two.end().status == 0);
    CHECK(one.end().status == 0);
    CHECK(eventually([&] { return watching.out().ends_with("\n[]\n"); }));

    watching.send(SIGTERM);
    CHECK(watching.wait().signal == SIGTERM);
}

TEST_CASE("a session whose ctask and agent were killed goes from a watched status, though no file tells")
{
    const Binary ctask;
    const std::string idea = ctask.make_workspace("idea");
    Program watching = ctask.start({"status", "--watch"});
    RunningSession one(ctask, idea, "one");
    REQUIRE(eventually([&] { return contains(watching.out(), "_idea"); }));

    one.program().send(SIGKILL);
    CHECK(eventually([&] { return contains(watching.out(), "without ctask"); }));
    one.tell_to_end();

    CHECK(eventually([&] { return watching.out().ends_with("\nno session runs\n"); }));
    watching.send(SIGINT);
    CHECK(watching.wait().signal == SIGINT);
}

TEST_CASE("on a terminal status is watched on a screen of its own, until q")
{
    const Binary ctask;
    const std::string idea = ctask.make_workspace("idea");
    Pty terminal = ctask.start_on_terminal({"status", "--watch"});
    terminal.expect(kEnterScreen);
    terminal.expect("no session runs");
    CHECK_FALSE(is_cooked(terminal));

    RunningSession one(ctask, idea, "one");
    terminal.expect("_idea");
    terminal.resize(24, 20);
    terminal.expect("…");
    CHECK(one.end().status == 0);
    terminal.expect("no session runs");
    terminal.type("xq");

    terminal.expect("\x1b[?25h");
    terminal.expect(kLeaveScreen);
    CHECK(terminal.wait().status == 0);
    CHECK(is_cooked(terminal));
}

TEST_CASE("whatever ends a watched status, the terminal is as it was")
{
    const Binary ctask;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        CAPTURE(signal);
        Pty terminal = ctask.start_on_terminal({"status", "--watch"});
        terminal.expect("no session runs");
        if (signal == SIGINT)
            terminal.type(kCtrlC);
        else
            terminal.send(signal);
        terminal.expect(kLeaveScreen);
        CHECK(terminal.wait().signal == signal);
        CHECK(is_cooked(terminal));
    }
}

TEST_CASE("a watched status stops and goes on as any program of a shell")
{
    const Binary ctask;
    Prompt shell(ctask);
    shell.run("$CTASK status --watch");
    shell.terminal.expect("no session runs");
    shell.terminal.type(kCtrlZ);
    shell.terminal.expect(kLeaveScreen);
    shell.await_stop();
    // A shell edits its line by itself: what its programs find is told by one of them.
    shell.run("stty -a | grep -o '[-]*icanon' | sed 's/^/mode:/'; fg");
    shell.terminal.expect("mode:icanon");
    shell.terminal.expect(kEnterScreen);
    shell.terminal.expect("no session runs");
    shell.terminal.type("q");
    CHECK(shell.status() == 0);
}
