// Keys that are signals, and the size of the window: once at the agent, and as without ctask.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <thread>

using namespace ctask;

namespace {

struct Key {
    std::string keys;
    std::string signal;
    int status;
};

const Key kKeys[] = {{kCtrlC, "INT", 128 + SIGINT}, {kCtrlBackslash, "QUIT", 128 + SIGQUIT}};

} // namespace

TEST_CASE("a key that ends the agent ends both, with the status of the bare agent")
{
    for (const Key& key : kKeys) {
        CAPTURE(key.signal);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Prompt prompt(ctask);
        prompt.run("ulimit -c 0");
        prompt.await();

        for (const auto& line : {std::string("$AGENT say working busy"), resume("say working busy")}) {
            prompt.run(line);
            prompt.terminal.expect("working\r\n");
            prompt.terminal.type(key.keys);
            CHECK(prompt.status() == key.status);
        }

        CHECK(summary_of(workspace).root()["exit_signal"].text() == key.signal);
        check_settled(ctask, workspace);
    }
}

TEST_CASE("a key that the agent takes for itself reaches it once, from the kernel")
{
    for (const Key& key : kKeys) {
        CAPTURE(key.signal);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        Prompt prompt(ctask);

        prompt.run(resume("log $LOG say working wait-for " + key.signal + " wait-for " + key.signal +
                          " sleep 0.2 exit 5"));
        prompt.terminal.expect("working\r\n");
        for (const std::string count : {"one", "two"}) {
            CAPTURE(count);
            const auto before = ctask.scratch.read_file("log");
            prompt.terminal.type(key.keys);
            REQUIRE(eventually([&] { return ctask.scratch.read_file("log") != before; }));
        }

        CHECK(prompt.status() == 5);
        const std::string line = key.signal + " from kernel\n";
        CHECK(ctask.scratch.read_file("log") == line + line);
        check_settled(ctask, workspace);
    }
}

TEST_CASE("an agent that ignores a key goes on, and so does ctask")
{
    for (const Key& key : kKeys) {
        CAPTURE(key.signal);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        const std::string go = ctask.scratch.path("go");
        Prompt prompt(ctask);

        prompt.run(resume("ignore " + key.signal + " say working until " + go + " say on exit 4"));
        prompt.terminal.expect("working\r\n");
        prompt.terminal.type(key.keys);
        // The terminal echoes the key when it has sent the signal.
        prompt.terminal.expect("^");
        ctask.scratch.write_file("go", "");

        prompt.terminal.expect("on\r\n");
        CHECK(prompt.status() == 4);
        check_settled(ctask, workspace);
    }
}

TEST_CASE("Ctrl-C in the agent's first tenth of a second ends both, and nothing is left")
{
    using namespace std::chrono_literals;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    for (const auto delay : {0us, 300us, 1000us, 2000us, 5000us, 20000us, 50000us, 100000us}) {
        CAPTURE(delay.count());
        prompt.run(resume("busy"));
        // The last that ctask writes before it starts the agent.
        prompt.terminal.expect(workspace.substr(workspace.rfind('/')) + "\r\n");
        std::this_thread::sleep_for(delay);
        prompt.terminal.type(kCtrlC);

        CHECK(prompt.status() == 128 + SIGINT);
        CHECK(processes_of(ctask) == Words{});
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("a new size of the window reaches the agent once")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    prompt.run(resume("log $LOG say working wait-for WINCH sleep 0.2 exit 5"));
    prompt.terminal.expect("working\r\n");
    prompt.terminal.resize(40, 120);

    CHECK(prompt.status() == 5);
    CHECK(ctask.scratch.read_file("log") == "WINCH from kernel\n");
    check_settled(ctask, workspace);
}
