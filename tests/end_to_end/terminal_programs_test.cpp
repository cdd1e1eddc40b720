// Real full-screen programs as the agent, used by hand.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <cstring>

using namespace ctask;

namespace {

bool is_same(const termios& left, const termios& right)
{
    return left.c_iflag == right.c_iflag && left.c_oflag == right.c_oflag && left.c_cflag == right.c_cflag &&
           left.c_lflag == right.c_lflag && std::memcmp(left.c_cc, right.c_cc, sizeof left.c_cc) == 0;
}

/// One program in one workspace, started from a dash, which keeps no modes of its own.
struct Desk {
    explicit Desk(const std::string& agent) : prompt(ctask, {"dash", "-i"}), before(prompt.terminal.modes())
    {
        prompt.run("$CTASK resume idea -a " + agent);
    }

    void press_ctrl_z_and_return()
    {
        const auto has_stopped = [this] {
            return prompt.terminal.foreground_group() == prompt.terminal.pid();
        };
        // less overlooks the key when it has just written and does not read yet, also without ctask.
        for (int press = 0; press < 20 && !eventually(has_stopped, std::chrono::milliseconds(500)); ++press)
            prompt.terminal.type(kCtrlZ);
        prompt.await_stop();
        CHECK(is_same(before, prompt.terminal.modes()));
        prompt.run("fg");
    }

    void check_after(int status)
    {
        INFO(prompt.terminal.screen());
        CHECK(prompt.status() == status);
        CHECK(is_same(before, prompt.terminal.modes()));
        CHECK(prompt.terminal.foreground_group() == prompt.terminal.pid());
        check_settled(ctask, workspace);
    }

    Binary ctask;
    std::string workspace = ctask.make_workspace("idea");
    Prompt prompt;
    termios before;
};

} // namespace

TEST_CASE("vim edits, stops, goes on, saves and leaves")
{
    if (!is_installed("vim")) return;
    Desk desk("vim -- -Nu NONE text");
    Pty& terminal = desk.prompt.terminal;

    terminal.expect("\x1b[?1049h");
    terminal.type("ifirst");
    terminal.expect("first");
    terminal.type("\x1b");
    desk.press_ctrl_z_and_return();
    terminal.expect("first");
    terminal.type("osecond");
    terminal.expect("second");
    terminal.type("\x1b:wq\r");

    desk.check_after(0);
    CHECK(read_file(desk.workspace, "text") == "first\nsecond\n");
    CHECK(history_of(desk.workspace)[0].root()["files_added_count"].number() == 1);
}

TEST_CASE("vim that is killed leaves no trace on the terminal")
{
    if (!is_installed("vim")) return;
    Desk desk("vim -- -Nu NONE text");
    Pty& terminal = desk.prompt.terminal;

    terminal.expect("\x1b[?1049h");
    terminal.type("i");
    terminal.expect("INSERT");
    const auto child = [&] { return lease_of(desk.workspace).root()["child_pid"].number().value_or(0); };
    REQUIRE(eventually([&] { return child() > 0; }));
    ::kill(static_cast<pid_t>(child()), SIGKILL);

    terminal.expect("\x1b[?1049l");
    desk.check_after(128 + SIGKILL);
}

TEST_CASE("less pages, stops, goes on and leaves")
{
    if (!is_installed("less")) return;
    Desk desk("less -- task.yaml");
    Pty& terminal = desk.prompt.terminal;

    terminal.expect("(END)");
    desk.press_ctrl_z_and_return();
    terminal.expect("(END)");
    terminal.type("q");

    desk.check_after(0);
}

TEST_CASE("nano edits, saves and leaves")
{
    if (!is_installed("nano")) return;
    Desk desk("nano -- -I text");
    Pty& terminal = desk.prompt.terminal;

    terminal.expect("GNU nano");
    terminal.type("first");
    terminal.expect("first");
    terminal.type("\x0f");
    terminal.expect("Name to Write");
    terminal.type("\r");
    terminal.expect("Wrote 1 line");
    terminal.type("\x18");

    desk.check_after(0);
    CHECK(read_file(desk.workspace, "text") == "first\n");
}

TEST_CASE("an interactive bash has job control of its own, can be suspended, and goes on")
{
    Desk desk("bash -- --norc --noprofile -i");
    Prompt& inner = desk.prompt;

    inner.await();
    inner.run("sleep 100");
    REQUIRE(comes_to_front(inner.terminal, "sleep"));
    inner.terminal.type(kCtrlZ);
    inner.await_stop();
    inner.run("kill %1; wait; echo no job le''ft");
    inner.terminal.expect("no job left");
    inner.await();
    inner.run("suspend");
    inner.await_stop();
    CHECK(is_same(desk.before, inner.terminal.modes()));
    inner.run("fg");
    inner.await();
    inner.run("exit 3");

    desk.check_after(3);
}
