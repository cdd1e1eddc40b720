// ctask attach where it cannot be done, or not in the usual way: one clear line each.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux_user.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <fstream>
#include <unistd.h>

using namespace ctask;

namespace {

/// A tmux of this version that can do nothing else.
void install_tmux(TmuxUser& user, const std::string& version)
{
    user.ctask.scratch.write_file("bin/tmux", "#!/bin/sh\necho '" + version + "'\n");
    user.ctask.scratch.set_mode("bin/tmux", 0755);
    user.ctask.environment.at(2) = "PATH=" + user.ctask.scratch.path("bin") + ":/bin:/usr/bin";
}

/// On a terminal, without a session begun.
void check_refused(const TmuxUser& user, const Words& arguments, int status, const std::string& line)
{
    const ProgramResult result = user.start(arguments).wait();
    CHECK(result.status == status);
    CHECK_MESSAGE(contains(result.out, line), result.out);
    CHECK_FALSE(exists(user.workspace, ".ctask/session.json"));
    CHECK_FALSE(user.session_exists());
}

/// A tmux session that bears the name of one that ctask made, and has ended.
void put_foreign_session(const TmuxUser& user)
{
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    const std::string name = user.tmux({"list-sessions", "-F", "#{session_name}"});
    user.let_end();
    CHECK(terminal.wait().status == 7);
    user.tmux({"new-session", "-d", "-s", name.substr(0, name.size() - 1), "sleep", "900"});
}

} // namespace

TEST_CASE("attach says what it lacks")
{
    if (!is_installed("tmux")) return;
    TmuxUser user;
    const Words attach = Words{"attach", "idea"} + Binary::agent({"exit", "0"});
    const ProgramResult piped = user.ctask.run(attach);
    CHECK(piped.status == 125);
    CHECK(contains(piped.err, "a session in tmux needs a terminal"));
    check_refused(user, {"attach", "idea", "--report=fd:1"}, 2, "outlives this command");
    check_refused(user, {"attach", "idea", "--agent", "no-such-agent"}, 127, "agent not found");

    SUBCASE("a terminal outside tmux")
    {
        user.ctask.environment.push_back("TMUX=/nowhere,1,0");
        check_refused(user, attach, 125, "in tmux already");
    }
    SUBCASE("a tmux that is new enough")
    {
        install_tmux(user, "tmux 2.9a");
        check_refused(user, attach, 125, "tmux is too old for a session in it: tmux 2.9a");
    }
    SUBCASE("a tmux at all")
    {
        user.ctask.scratch.make_directory("bin");
        user.ctask.environment.at(2) = "PATH=" + user.ctask.scratch.path("bin");
        check_refused(user, attach, 125, "needs tmux, which is not on PATH");
    }
}

TEST_CASE("inside tmux attach says how to go to a session of the same server")
{
    if (!is_installed("tmux")) return;
    TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    user.tmux({"new-session", "-d", "-s", "mine", "sleep", "900"});
    const std::string ours = user.tmux({"list-sessions", "-F", "#{session_name}"});
    const std::string name = ours.substr(0, ours.find('\n'));
    const auto inside = [&](const std::string& session) {
        const auto tell = [&](const char* what) {
            const std::string told = user.tmux({"display-message", "-p", "-t", "=" + session + ":", what});
            return told.substr(0, told.find('\n'));
        };
        ProgramSetup setup = user.ctask.setup({Binary::path(), "attach", "idea"});
        setup.environment.push_back("TMUX=" + tell("#{socket_path},#{pid},0"));
        setup.environment.push_back("TMUX_PANE=" + tell("#{pane_id}"));
        const ProgramResult result = Program(setup).wait();
        CHECK(result.status == 125);
        return result.err;
    };

    CHECK(contains(inside("mine"), "to go there: tmux switch-client -t '=" + name + "'"));
    CHECK(contains(inside(name), "this terminal is in that session already"));
    user.let_end();
    CHECK(terminal.wait().status == 7);
    CHECK(contains(inside("mine"), "ctask resume idea --direct"));
}

TEST_CASE("a tmux session of that name that is not ctask's is left alone")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    put_foreign_session(user);

    const ProgramResult result = user.start({"attach", "idea"}).wait();

    CHECK(result.status == 125);
    CHECK(contains(result.out, "is there already, and nothing of ctask's runs in it"));
    CHECK(user.session_exists());
}

TEST_CASE("the variable and the config file make sessions persistent, --direct makes one direct")
{
    if (!is_installed("tmux")) return;
    TmuxUser user;
    const Words agent = Binary::agent({"exit", "3"});
    SUBCASE("the variable")
    {
        user.ctask.environment.push_back("CTASK_SESSION_MODE=persistent");
    }
    SUBCASE("the config file")
    {
        user.ctask.scratch.write_file("home/.config/ctask/config.yaml", "session_mode: persistent\n");
    }
    CHECK(user.start(Words{"resume", "idea"} + agent).wait().status == 3);
    CHECK(summary_of(user.workspace).root()["mode"].text() == "persistent");
    CHECK(user.start(Words{"new", "other"} + agent).wait().status == 3);
    const std::string other = user.ctask.workspaces().at(1);
    CHECK(summary_of(other).root()["mode"].text() == "persistent");

    CHECK(user.start(Words{"resume", "idea", "--direct"} + agent).wait().status == 3);
    CHECK(summary_of(user.workspace).root()["mode"].text() == "direct");
    CHECK(user.ctask.run(Words{"resume", "idea"} + agent).status == 125);
}

TEST_CASE("a session on another socket is joined there")
{
    if (!is_installed("tmux")) return;
    TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    terminal.type(kDetach);
    CHECK(terminal.wait().status == 0);
    const std::string there = user.ctask.environment.back();
    user.ctask.scratch.make_directory("elsewhere");
    user.ctask.environment.back() = "TMUX_TMPDIR=" + user.ctask.scratch.path("elsewhere");

    Pty again = user.start({"attach", "idea"});
    again.expect("agent is here");
    user.let_end();

    CHECK(again.wait().status == 7);
    user.ctask.environment.back() = there;
}

TEST_CASE("what the user has configured for tmux neither ends the session early nor keeps it")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    user.configure("set -g remain-on-exit on\nset -g detach-on-destroy off\n"
                   "set -g default-command 'echo not this'\n");
    user.tmux({"new-session", "-d", "-s", "another", "sleep", "900"});
    user.tmux({"set-option", "-g", "destroy-unattached", "on"});
    Pty first = user.attach();
    first.expect("agent is here");
    first.type(kDetach);
    CHECK(first.wait().status == 0);
    CHECK(user.session_exists());

    Pty second = user.start({"attach", "idea"});
    second.expect("agent is here");
    user.let_end();

    CHECK(second.wait().status == 7);
    CHECK_FALSE(user.session_exists());
}

TEST_CASE("a tmux server that does not answer is told, and its session goes on")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    terminal.type(kDetach);
    CHECK(terminal.wait().status == 0);
    const pid_t server = std::stoi(user.tmux({"display-message", "-p", "#{pid}"}));
    REQUIRE(::kill(server, SIGSTOP) == 0);

    const ProgramResult refused = user.start({"attach", "idea"}).wait();
    REQUIRE(::kill(server, SIGCONT) == 0);

    CHECK(refused.status == 125);
    CHECK(contains(refused.out, "tmux does not answer"));
    Pty again = user.start({"attach", "idea"});
    again.expect("agent is here");
    user.let_end();
    CHECK(again.wait().status == 7);
}

TEST_CASE("a session that the earlier tool's ctask keeps in tmux is joined, and nothing is written")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    Pty terminal = user.attach();
    terminal.expect("agent is here");
    const std::string name = user.tmux({"list-sessions", "-F", "#{session_name}"});
    user.let_end();
    CHECK(terminal.wait().status == 7);
    user.tmux({"new-session", "-d", "-s", name.substr(0, name.size() - 1),
               "echo an old agent; read line; exit $line"});
    const std::string host = summary_of(user.workspace).root()["hostname"].text().value_or("");
    const std::string lease = R"({"session_id":"old","pid":)" + std::to_string(::getpid()) +
                              R"(,"hostname":")" + host + R"(","mode":"persistent"})";
    std::ofstream(user.workspace + "/.ctask/session.json") << lease;

    Pty joined = user.start({"attach", "idea"});
    joined.expect("an old agent");
    joined.type(kDetach);

    const ProgramResult left = joined.wait();
    CHECK(left.status == 0);
    CHECK(contains(left.out, "to come back:  ctask attach idea"));
    CHECK(read_file(user.workspace, ".ctask/session.json") == lease);
}

TEST_CASE("a terminal in screen has its session in tmux as any other")
{
    if (!is_installed("tmux") || !is_installed("screen")) return;
    const TmuxUser user;
    user.ctask.scratch.make_directory("screen");
    user.ctask.scratch.set_mode("screen", 0700);
    Pty terminal(
        user.ctask.setup(Words{"env", "SCREENDIR=" + user.ctask.scratch.path("screen"), "screen", "-c",
                               "/dev/null", Binary::path(), "attach", "idea"} +
                         Binary::agent({"report", user.ctask.scratch.path("report"), "say", "agent is here",
                                        "until", user.ctask.scratch.path("end"), "exit", "7"})));
    terminal.expect("agent is here");
    user.let_end();
    terminal.wait();
    CHECK(summary_of(user.workspace).root()["exit_code"].number() == 7);
    const std::string report = user.ctask.scratch.read_file("report");
    CHECK(contains(report, "environment TMUX="));
    CHECK_FALSE(contains(report, "environment STY="));
}

TEST_CASE("dots, colons, blanks and letters of any script in names make names for tmux")
{
    if (!is_installed("tmux")) return;
    const TmuxUser user;
    const ProgramResult made = user.ctask.run({"new", "--no-launch", "-c", "X.y Z",
                                               "Gr\xc3\xb6\xc3\x9f"
                                               "e: a.b  c"});
    REQUIRE(made.status == 0);
    const std::string path = made.out.substr(0, made.out.size() - 1);
    Pty terminal = user.start(Words{"attach", path} + Binary::agent({"say", "agent is here", "until",
                                                                     user.ctask.scratch.path("end")}));
    terminal.expect("agent is here");
    CHECK(contains(user.tmux({"list-sessions", "-F", "#{session_name}"}), "ctask-x_y_z-gr_e-a-b-c-"));
    user.let_end();
    CHECK(terminal.wait().status == 0);
}
