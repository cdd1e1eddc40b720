// Sessions in tmux and screen, which hang up what they close.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "end_to_end/tmux.hpp"
#include "support/doctest.hpp"

using namespace ctask;

namespace {

/// How an agent takes it, and what the log then says.
struct Agent {
    Words words;
    std::string log;
};

std::vector<Agent> agents(const Binary& ctask)
{
    const std::string fake = Binary::fake_agent();
    const Words start = {"write", ctask.scratch.path("started") + "="};
    const Words patient = {"ignore", "HUP", "ignore", "TERM"};
    return {{Words{fake, "--"} + start + Words{"busy"}, "signal HUP"},
            {Words{fake, "--"} + patient + start + Words{"sleep", "1.5", "exit", "8"}, "exited 8"}};
}

Words resume(const Agent& agent)
{
    return Words{Binary::path(), "resume", "idea", "-a"} + agent.words;
}

std::string in_one_line(const Words& words)
{
    std::string line;
    for (const auto& word : words) line += word + " ";
    return line;
}

void check_end(const Binary& ctask, const std::string& workspace, const Agent& agent)
{
    check_settled(ctask, workspace);
    CHECK(contains(read_file(workspace, "logs/sessions.log"), agent.log));
}

} // namespace

TEST_CASE("tmux closes a window, a session, a server, or gives the pane to another command")
{
    if (!is_installed("tmux")) return;
    const Words closings[] = {{"kill-session", "-t", "first"},
                              {"kill-window", "-t", "first:ctask"},
                              {"kill-pane", "-t", "first:ctask.0"},
                              {"respawn-pane", "-k", "-t", "first:ctask.0", "sleep", "100"},
                              {"kill-server"}};
    for (const Words& closing : closings) {
        for (std::size_t which = 0; which < 2; ++which) {
            CAPTURE(closing[0]);
            CAPTURE(which);
            const Binary ctask;
            const Agent agent = agents(ctask)[which];
            const std::string workspace = ctask.make_workspace("idea");
            const Tmux tmux(ctask);
            tmux.run(Words{"new-window", "-d", "-t", "first:", "-n", "ctask"} + resume(agent));
            await_file(ctask.scratch.path("started"));

            tmux.run(closing);

            check_end(ctask, workspace, agent);
        }
    }
}

TEST_CASE("tmux closes a window over a shell that has ctask in front")
{
    if (!is_installed("tmux")) return;
    for (std::size_t which = 0; which < 2; ++which) {
        CAPTURE(which);
        const Binary ctask;
        const Agent agent = agents(ctask)[which];
        const std::string workspace = ctask.make_workspace("idea");
        const Tmux tmux(ctask);
        tmux.run({"send-keys", "-t", "first", "-l", in_one_line(resume(agent))});
        tmux.run({"send-keys", "-t", "first", "Enter"});
        await_file(ctask.scratch.path("started"));

        tmux.run({"kill-session", "-t", "first"});

        check_end(ctask, workspace, agent);
    }
}

TEST_CASE("Ctrl-Z in a window with nothing but ctask stops nobody for good")
{
    if (!is_installed("tmux")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string go = ctask.scratch.path("go");
    const Tmux tmux(ctask);
    tmux.run(Words{"new-window", "-t", "first:", "-n", "ctask", Binary::path(), "resume", "idea"} +
             Binary::agent({"say", "working", "stop", "STOP", "say", "still-here", "until", go}));
    tmux.expect("first:ctask", "still-here");

    tmux.run({"send-keys", "-t", "first:ctask", "C-z"});
    ctask.scratch.write_file("go", "");

    check_settled(ctask, workspace);
}

TEST_CASE("vim in tmux is used, and its window is as before")
{
    if (!is_installed("tmux") || !is_installed("vim")) return;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Tmux tmux(ctask);
    const auto press = [&](const std::string& key) { tmux.run({"send-keys", "-t", "first", key}); };
    const auto type = [&](const std::string& text) { tmux.run({"send-keys", "-t", "first", "-l", text}); };

    type("echo above; " + Binary::path() + " resume idea -a vim -- -Nu NONE text\r");
    tmux.expect("first", "~\n~\n~");
    type("ihello");
    tmux.expect("first", "INSERT");
    press("Escape");
    press("C-z");
    tmux.expect("first", "Stopped");
    tmux.expect("first", "above");
    type("fg\r");
    tmux.expect("first", "~\n~\n~");
    type(":wq\r");
    tmux.expect("first", "1 added");

    CHECK_FALSE(contains(tmux.run({"capture-pane", "-p", "-t", "first"}), "~\n~"));
    CHECK(read_file(workspace, "text") == "hello\n");
    check_settled(ctask, workspace);
}

TEST_CASE("when screen quits, the session in it is settled")
{
    if (!is_installed("screen")) return;
    for (std::size_t which = 0; which < 2; ++which) {
        CAPTURE(which);
        Binary ctask;
        const Agent agent = agents(ctask)[which];
        const std::string workspace = ctask.make_workspace("idea");
        ctask.scratch.make_directory("screens");
        ctask.scratch.set_mode("screens", 0700);
        ctask.environment.push_back("SCREENDIR=" + ctask.scratch.path("screens"));
        const Words screen = {"screen", "-c", "/dev/null", "-S", "mine"};
        REQUIRE(Program(ctask.setup(screen + Words{"-d", "-m"} + resume(agent))).wait().status == 0);
        await_file(ctask.scratch.path("started"));

        const ProgramResult quit = Program(ctask.setup(screen + Words{"-X", "quit"})).wait();

        CHECK(quit.status == 0);
        check_end(ctask, workspace, agent);
    }
}
