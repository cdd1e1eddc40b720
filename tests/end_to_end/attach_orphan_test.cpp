// Sessions that the earlier tool's ctask has left in tmux, in the real one: adopted from outside.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux_user.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace ctask;

namespace {

/// A tmux session by the rule's name, made by hand, and a lease of a ctask that is dead.
class Orphan {
  public:
    Orphan()
    {
        // The name is known from a session of ctask's own.
        Pty terminal = user.attach();
        terminal.expect("agent is here");
        name = user.tmux({"list-sessions", "-F", "#{session_name}"});
        name.pop_back();
        user.let_end();
        CHECK(terminal.wait().status == 7);
        user.ctask.scratch.remove("end");
        std::filesystem::remove_all(user.workspace + "/.ctask");
        user.tmux({"new-session", "-d", "-s", name, "-c", user.workspace,
                   "echo an old agent; read line; echo $line > work.txt"});
        std::filesystem::create_directory(user.workspace + "/.ctask");
        write(".ctask/session.json", lease_of_pid(999'999'999));
        write(".ctask/manifest-start.json", R"({"captured_at":"2026-11-01T08:00:00Z","files":null})");
    }

    void write(const std::string& file, const std::string& text) const
    {
        std::ofstream(user.workspace + "/" + file) << text;
    }
    static std::string lease_of_pid(pid_t pid)
    {
        char host[256] = {};
        REQUIRE(::gethostname(host, sizeof host - 1) == 0);
        return R"({"session_id":"old","pid":)" + std::to_string(pid) + R"(,"host":")" + host +
               R"(","mode":"persistent","started_at":"2026-11-01T08:00:00Z"})";
    }
    Pty attach() const
    {
        Pty terminal = user.start({"attach", "idea"});
        terminal.expect("an old agent");
        return terminal;
    }
    pid_t in_lease(const char* key) const
    {
        return static_cast<pid_t>(lease_of(user.workspace).root()[key].number().value_or(0));
    }
    bool is_settled() const
    {
        return eventually([&] { return !exists(user.workspace, ".ctask/session.json"); });
    }

    TmuxUser user;
    std::string name;
};

} // namespace

TEST_CASE("an orphan in tmux is adopted, goes on when it is left, and is recorded at its end")
{
    if (!is_installed("tmux")) return;
    const Orphan old;
    Pty first = old.attach();
    first.type(kDetach);
    const ProgramResult left = first.wait();
    CHECK(left.status == 0);
    CHECK(contains(left.out, "the ctask of the session in tmux was gone: it has a new one"));
    CHECK(contains(left.out, "to come back:  ctask attach idea"));
    CHECK(::kill(old.in_lease("pid"), 0) == 0);
    const std::string pane = old.user.tmux({"list-panes", "-t", "=" + old.name, "-F", "#{pane_pid}"});
    CHECK(std::to_string(old.in_lease("child_pid")) + "\n" == pane);
    CHECK(contains(old.user.ctask.run({"status"}).out, old.name));
    CHECK(contains(old.user.ctask.run({"info", "idea"}).out, "ctask attach idea"));
    CHECK(old.user.ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "0"})).status == 75);

    Pty second = old.attach();
    second.type("done\n");
    const ProgramResult ended = second.wait();

    CHECK(ended.status == 0);
    CHECK(contains(ended.out, "ended, how is not known"));
    CHECK(old.is_settled());
    const JsonDocument session = summary_of(old.user.workspace);
    CHECK(session.root()["session_id"].text() == "old");
    CHECK(session.root()["session_ownership"].text() == "adopted");
    CHECK(session.root()["adopted_from_orphan_at"].time().has_value());
    CHECK(session.root()["end_reason"].text() == "tmux_session_ended");
    CHECK(session.root()["exit_code"].is_null_or_absent());
    CHECK(contains(read_file(old.user.workspace, ".ctask/last-session-summary.json"), "\"work.txt\""));
    CHECK(history_of(old.user.workspace).size() == 1);
    CHECK(eventually([&] { return processes_of(old.user.ctask).empty(); }));
}

TEST_CASE("of many that attach at once to an orphan one adopts it")
{
    if (!is_installed("tmux")) return;
    const Orphan old;
    std::vector<Pty> terminals;
    for (int i = 0; i < 4; ++i) terminals.push_back(old.user.start({"attach", "idea"}));
    for (Pty& terminal : terminals) terminal.expect("an old agent");

    terminals.front().type("done\n");

    std::size_t adopted = 0;
    for (Pty& terminal : terminals) {
        const ProgramResult ended = terminal.wait();
        CHECK(ended.status == 0);
        adopted += occurrences(ended.out, "it has a new one");
    }
    CHECK(adopted == 1);
    CHECK(history_of(old.user.workspace).size() == 1);
}

TEST_CASE("a watching ctask that is killed has a successor at the next attach")
{
    if (!is_installed("tmux")) return;
    const Orphan old;
    Pty first = old.attach();
    first.type(kDetach);
    CHECK(first.wait().status == 0);
    const pid_t watcher = old.in_lease("pid");
    REQUIRE(::kill(watcher, SIGKILL) == 0);
    REQUIRE(eventually([&] { return ::kill(watcher, 0) != 0; }));
    CHECK(contains(old.user.ctask.run({"status"}).out, "without ctask"));

    Pty second = old.attach();
    CHECK(old.in_lease("pid") != watcher);
    second.type("done\n");

    CHECK(contains(second.wait().out, "it has a new one"));
    CHECK(history_of(old.user.workspace).size() == 1);
}

TEST_CASE("no session is started beside an orphan unasked, and signals for its ctask reach it")
{
    if (!is_installed("tmux")) return;
    const Orphan old;
    const ProgramResult refused =
        old.user.ctask.run(Words{"resume", "idea", "--direct"} + Binary::agent({"exit", "0"}));
    CHECK(refused.status == 75);
    CHECK(contains(refused.err, "the ctask of the session in tmux was gone: it has a new one"));
    CHECK(contains(refused.err, "to join it:  ctask attach idea"));
    CHECK(history_of(old.user.workspace).empty());

    REQUIRE(::kill(old.in_lease("pid"), SIGHUP) == 0);

    CHECK(old.is_settled());
    CHECK_FALSE(old.user.session_exists());
    CHECK(old.user.ctask.run(Words{"resume", "idea"} + Binary::agent({"exit", "0"})).status == 0);
}

TEST_CASE("neither archive nor delete nor doctor take an orphan for one that was cut off")
{
    if (!is_installed("tmux")) return;
    const Orphan old;
    const auto refuses = [&](const Words& command) {
        const ProgramResult result = old.user.ctask.run(command);
        CHECK_MESSAGE(contains(result.err, "it has a new one"), result.err);
        CHECK(history_of(old.user.workspace).empty());
        return result.status == 1;
    };
    SUBCASE("archive")
    {
        CHECK(refuses({"archive", "idea"}));
    }
    SUBCASE("delete")
    {
        CHECK(refuses({"delete", "idea", "--yes"}));
    }
    SUBCASE("doctor")
    {
        refuses({"doctor", "--fix"});
    }
    CHECK(contains(old.user.ctask.run({"status"}).out, old.name));
}

TEST_CASE("an orphan that has ended in the meantime is an interrupted one")
{
    if (!is_installed("tmux")) return;
    const Orphan old;
    old.user.tmux({"kill-server"});

    Pty terminal = old.user.attach();
    terminal.expect("agent is here");
    old.user.let_end();

    CHECK(terminal.wait().status == 7);
    REQUIRE(history_of(old.user.workspace).size() == 2);
    CHECK(history_of(old.user.workspace)[0].root()["end_reason"].text() == "interrupted");
}
