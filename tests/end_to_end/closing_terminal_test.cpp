// The window is closed: ctask leads its session, or is a job of an interactive shell.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

struct Agent {
    std::string name;
    Words words;
    /// Shows when it is ready.
    std::string sign;
    /// What is then typed.
    std::string keys;
    /// The log when all is over.
    std::string log;
};

/// Agents that take a hang-up differently.
std::vector<Agent> agents()
{
    const std::string fake = Binary::fake_agent();
    std::vector<Agent> all = {
        {"dies of it", {fake, "--", "say", "ready", "busy"}, "ready\r\n", "", "signal HUP"},
        {"ends in its own way",
         {fake, "--", "catch", "HUP=9", "say", "ready", "busy"},
         "ready\r\n",
         "",
         "exited 9"},
        {"takes its time",
         {fake, "--", "ignore", "HUP", "ignore", "TERM", "say", "ready", "sleep", "1.5", "exit", "8"},
         "ready\r\n",
         "",
         "exited 8"},
        {"a shell with a job",
         {"bash", "--", "--norc", "--noprofile", "-i"},
         "\x1b[?2004h",
         "sleep 1001\r",
         ""},
    };
    if (is_installed("vim"))
        all.push_back({"vim", {"vim", "--", "-Nu", "NONE", "text"}, "\x1b[?1049h", "iunsaved", ""});
    return all;
}

void await_ready(Pty& terminal, const Agent& agent)
{
    terminal.expect(agent.sign);
    terminal.type(agent.keys);
    if (!agent.keys.empty()) terminal.expect(agent.keys.substr(1, 7));
    // A shell that is hung up while it starts a job may lose sight of it, and its background jobs may outlive
    // it, also without ctask.
    if (contains(agent.keys, "sleep")) REQUIRE(comes_to_front(terminal, "sleep"));
}

void check_end(const Binary& ctask, const std::string& workspace, const Agent& agent)
{
    check_settled(ctask, workspace);
    CHECK(contains(read_file(workspace, "logs/sessions.log"), agent.log));
    if (agent.name == "vim") CHECK(exists(workspace, ".text.swp"));
}

std::string quoted(const Words& words)
{
    std::string line;
    for (const auto& word : words) line += " '" + word + "'";
    return line;
}

} // namespace

TEST_CASE("a window that is closed over ctask itself")
{
    for (const Agent& agent : agents()) {
        CAPTURE(agent.name);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Pty terminal = ctask.start_on_terminal(Words{"resume", "idea", "-a"} + agent.words);
        await_ready(terminal, agent);

        terminal.close();
        terminal.wait();

        check_end(ctask, workspace, agent);
    }
}

TEST_CASE("a window that is closed over a shell with ctask in front")
{
    for (const Agent& agent : agents()) {
        CAPTURE(agent.name);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Prompt prompt(ctask);
        prompt.run("$CTASK resume idea -a" + quoted(agent.words));
        await_ready(prompt.terminal, agent);

        prompt.terminal.close();
        prompt.terminal.wait();

        check_end(ctask, workspace, agent);
    }
}

TEST_CASE("a window that is closed over a shell with ctask behind, running or stopped")
{
    for (const std::string how : {"busy", "stop TSTP"}) {
        CAPTURE(how);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Prompt prompt(ctask);
        prompt.run(resume("write " + ctask.scratch.path("started") + "= " + how) + " &");
        await_file(ctask.scratch.path("started"));
        const auto pid = static_cast<pid_t>(*lease_of(workspace).root()["pid"].number());
        const char state = how == "busy" ? 'S' : 'T';
        REQUIRE(eventually([&] { return state_of(pid) == state; }));

        prompt.terminal.close();
        prompt.terminal.wait();

        check_settled(ctask, workspace);
        // bash ends a stopped job by TERM, and both that and the hang-up wait for it to go on.
        const std::string log = read_file(workspace, "logs/sessions.log");
        CHECK((contains(log, "signal HUP") || (how != "busy" && contains(log, "signal TERM"))));
    }
}

TEST_CASE("a shell with ctask in front is killed: its agent is hung up and the session settled")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);
    prompt.run(resume("say ready busy"));
    prompt.terminal.expect("ready\r\n");

    prompt.terminal.send(SIGKILL);

    check_settled(ctask, workspace);
}
