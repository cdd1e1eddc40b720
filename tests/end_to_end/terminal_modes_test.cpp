// The terminal's modes and foreground group when the agent is done with them, compared field by field. The
// shells are a dash, which keeps no modes of its own, and none at all.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <csignal>

using namespace ctask;

namespace {

const Words kDash = {"dash", "-i"};
/// One of the screen modes that the fake agent leaves on, and no shell here switches off.
const std::string kMouseOff = "\x1b[?1000l";
const Words kResets = {"\x1b[?1049l", "\x1b[?25h", kMouseOff, "\x1b[?1002l", "\x1b[?1006l", "\x1b[?2004l"};

/// Empty when they are the same.
std::string difference(const termios& before, const termios& after)
{
    std::string fields;
    if (before.c_iflag != after.c_iflag) fields += "input ";
    if (before.c_oflag != after.c_oflag) fields += "output ";
    if (before.c_cflag != after.c_cflag) fields += "control ";
    if (before.c_lflag != after.c_lflag) fields += "local ";
    if (!std::equal(std::begin(before.c_cc), std::end(before.c_cc), std::begin(after.c_cc)))
        fields += "characters ";
    if (::cfgetispeed(&before) != ::cfgetispeed(&after)) fields += "speed ";
    return fields;
}

bool is_raw(const Pty& terminal)
{
    return (terminal.modes().c_lflag & (ICANON | ECHO)) == 0;
}

} // namespace

TEST_CASE("after any end of the agent modes and foreground group are as before")
{
    struct End {
        std::string verbs;
        int status;
        bool resets;
    };
    const End ends[] = {{"exit 0", 0, false},
                        {"full-screen exit 0", 0, false},
                        {"full-screen exit 3", 3, false},
                        {"full-screen exit 130", 130, false},
                        {"full-screen die TERM", 128 + SIGTERM, true},
                        {"full-screen die KILL", 128 + SIGKILL, true},
                        {"full-screen die SEGV", 128 + SIGSEGV, true},
                        {"full-screen die INT", 128 + SIGINT, true}};
    for (const End& end : ends) {
        CAPTURE(end.verbs);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Prompt prompt(ctask, kDash);
        const termios before = prompt.terminal.modes();
        const pid_t shell = prompt.terminal.foreground_group();

        prompt.run(resume(end.verbs));

        CHECK(prompt.status() == end.status);
        CHECK(difference(before, prompt.terminal.modes()) == "");
        CHECK(prompt.terminal.foreground_group() == shell);
        for (const auto& reset : kResets) CHECK(contains(prompt.terminal.screen(), reset) == end.resets);
        check_settled(ctask, workspace);
    }
}

TEST_CASE("while the agent is stopped the modes are as the shell left them, and so they are at the end")
{
    for (const std::string stop : {"stop STOP", "stop TSTP", "stop-group TSTP"}) {
        CAPTURE(stop);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Prompt prompt(ctask, kDash);
        const termios before = prompt.terminal.modes();
        const pid_t shell = prompt.terminal.foreground_group();

        prompt.run(resume("full-screen " + stop + " full-screen say again die KILL"));
        prompt.await_stop();
        CHECK(difference(before, prompt.terminal.modes()) == "");
        CHECK(prompt.terminal.foreground_group() == shell);
        CHECK_FALSE(contains(prompt.terminal.screen(), kMouseOff));
        prompt.run("fg");
        prompt.terminal.expect("again");

        CHECK(prompt.status() == 128 + SIGKILL);
        CHECK(difference(before, prompt.terminal.modes()) == "");
        CHECK(contains(prompt.terminal.screen(), kMouseOff));
        check_settled(ctask, workspace);
    }
}

TEST_CASE("modes that the caller had chosen are what it gets back")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask, kDash);
    prompt.run("stty -echoctl -ixon erase ^H intr ^G");
    prompt.await();
    const termios before = prompt.terminal.modes();

    prompt.run(resume("full-screen die KILL"));

    CHECK(prompt.status() == 128 + SIGKILL);
    CHECK(difference(before, prompt.terminal.modes()) == "");
}

TEST_CASE("a killed shell that had taken the terminal leaves it to ctask's caller")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask, kDash);
    const termios before = prompt.terminal.modes();
    const pid_t shell = prompt.terminal.foreground_group();

    prompt.run("$CTASK resume idea -a bash -- --norc --noprofile -i");
    prompt.await();
    REQUIRE(is_raw(prompt.terminal));
    prompt.run("kill -KILL $$");

    CHECK(prompt.status() == 128 + SIGKILL);
    CHECK(difference(before, prompt.terminal.modes()) == "");
    CHECK(prompt.terminal.foreground_group() == shell);
    check_settled(ctask, workspace);
}

TEST_CASE("from the background ctask does nothing to the terminal")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask, kDash);

    prompt.run(resume("ignore TTOU full-screen say from-behind die KILL") + " & wait; echo wai''ted");
    prompt.terminal.expect("waited");

    check_settled(ctask, workspace);
    CHECK(is_raw(prompt.terminal));
    CHECK_FALSE(contains(prompt.terminal.screen(), kMouseOff));
}

TEST_CASE("in a pipeline ctask does nothing to the terminal: it is the reader's")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask, kDash);

    prompt.run(resume("full-screen die KILL") + " | cat >/dev/null; echo pi''ped");
    prompt.terminal.expect("piped");

    check_settled(ctask, workspace);
    CHECK(is_raw(prompt.terminal));
    CHECK_FALSE(contains(prompt.terminal.screen(), kMouseOff));
}

TEST_CASE("a pager that reads from the agent keeps its modes when the agent dies, and gives them back itself")
{
    if (!is_installed("less")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask, kDash);
    const termios before = prompt.terminal.modes();

    prompt.run(resume("say paged until " + ctask.scratch.path("go") + " die KILL") + " | less -P at-the-end");
    prompt.terminal.expect("paged");
    REQUIRE(eventually([&] { return is_raw(prompt.terminal); }));
    ctask.scratch.write_file("go", "");
    check_settled(ctask, workspace);
    CHECK(is_raw(prompt.terminal));
    prompt.terminal.type("q");

    CHECK(prompt.status() == 0);
    CHECK(difference(before, prompt.terminal.modes()) == "");
}
