// notify in the config: a command of the user's that hears of every end.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux_user.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

/// Has a notifier that writes what it hears to told.json, once its script is done.
class Notified {
  public:
    explicit Notified(const std::string& script = "")
    {
        configure("[/bin/sh, -c, '" + script + "cat > " + ctask.scratch.path("told.new") + " && mv " +
                  ctask.scratch.path("told.new") + " " + ctask.scratch.path("told.json") + "']");
        workspace = user.workspace;
    }
    void configure(const std::string& notify)
    {
        ctask.scratch.write_file("home/.config/ctask/config.yaml", "notify: " + notify + "\n");
    }
    ProgramResult resume(const Words& verbs, const Words& options = {}) const
    {
        return ctask.run(Words{"resume", "idea"} + options + Binary::agent(verbs));
    }
    std::string told() const
    {
        await_file(ctask.scratch.path("told.json"));
        return ctask.scratch.read_file("told.json");
    }

    TmuxUser user;
    Binary& ctask = user.ctask;
    std::string workspace;
};

} // namespace

TEST_CASE("the notified command has the report on its stdin")
{
    const Notified user;
    const std::string report = user.ctask.scratch.path("report.json");
    CHECK(user.resume({"write", "a.txt=1", "exit", "7"}, {"--report=" + report}).status == 7);
    CHECK(user.told() == user.ctask.scratch.read_file("report.json"));
    CHECK(parsed(user.told()).root()["exit_status"].number() == 7);
}

TEST_CASE("a notified command that takes its time is not waited for, and holds nothing of the caller's")
{
    const Notified user("while [ ! -e $HOME/go ]; do sleep 0.05; done; ");
    const std::string script = "\"$0\" resume idea --agent true 3>&1 | cat";
    CHECK(Program(user.ctask.setup({"sh", "-c", script, Binary::path()})).wait().status == 0);
    CHECK_FALSE(user.ctask.scratch.exists("told.json"));
    user.ctask.scratch.write_file("home/go", "");
    CHECK(parsed(user.told()).root()["exit_status"].number() == 0);
}

TEST_CASE("a notified command that is missing or fails changes nothing but a line")
{
    Notified user;
    user.configure("[no-such-notifier]");
    const ProgramResult missing = user.resume({"exit", "7"});
    CHECK(missing.status == 7);
    CHECK(
        contains(missing.err, "[ctask] nobody is notified (config.yaml:1): no-such-notifier is not found\n"));
    user.configure("['false']");
    CHECK(user.resume({"die", "TERM"}).signal == 15);
    CHECK(history_of(user.workspace).size() == 2);
}

TEST_CASE("nobody is notified where no session ran")
{
    Notified user;
    user.configure("[no-such-notifier]");
    CHECK_FALSE(contains(user.ctask.run({"resume", "idea", "--agent", "no-such-agent"}).err, "notified"));
    CHECK_FALSE(contains(user.ctask.run({"new", "other", "--no-launch"}).err, "notified"));
}

TEST_CASE("a session in tmux notifies once, also when its ctask was killed")
{
    if (!is_installed("tmux")) return;
    Notified user;
    const std::string log = user.ctask.scratch.path("told.log");
    user.configure("[/bin/sh, -c, 'cat >> " + log + "']");
    Pty terminal = user.user.attach();
    terminal.expect("agent is here");
    SUBCASE("it ends by itself") {}
    SUBCASE("its ctask is killed")
    {
        const auto owner = [&] { return lease_of(user.user.workspace).root()["pid"].number().value_or(0); };
        REQUIRE(eventually([&] {
            return exists(user.user.workspace, ".ctask/session.json") &&
                   lease_of(user.user.workspace).root()["child_pid"].number().value_or(0) > 0;
        }));
        const long long killed = owner();
        REQUIRE(::kill(static_cast<pid_t>(killed), SIGKILL) == 0);
        REQUIRE(eventually([&] { return owner() != killed; }));
    }
    user.user.let_end();
    CHECK(terminal.wait().status == 7);
    REQUIRE(eventually([&] {
        return user.ctask.scratch.exists("told.log") &&
               contains(user.ctask.scratch.read_file("told.log"), "\n");
    }));
    const std::string told = user.ctask.scratch.read_file("told.log");
    CHECK(occurrences(told, "\n") == 1);
    CHECK(parsed(told).root()["exit_status"].number() == 7);
    CHECK(parsed(told).root()["mode"].text() == "persistent");
}
