// Jobs that stop and go on, under a real interactive bash.
#include "end_to_end/prompt.hpp"
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <thread>

using namespace ctask;

namespace {

void await_in_log(const Binary& ctask, const std::string& text, std::size_t count)
{
    const auto log = [&] { return ctask.scratch.exists("log") ? ctask.scratch.read_file("log") : ""; };
    const bool there = eventually([&] { return occurrences(log(), text) >= count; });
    REQUIRE_MESSAGE(there, log());
}

} // namespace

TEST_CASE("Ctrl-Z and fg, twice in a row: each stop is one stop, each fg one continuation")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);
    const std::string go = ctask.scratch.path("go");

    prompt.run(resume("log $LOG log-also CONT say working until " + go + " exit 6"));
    prompt.terminal.expect("working\r\n");
    for (std::size_t round = 1; round <= 3; ++round) {
        CAPTURE(round);
        prompt.terminal.type(kCtrlZ);
        prompt.await_stop();
        CHECK(lease_of(workspace).root()["session_id"].text().has_value());
        prompt.run("jobs");
        prompt.terminal.expect("Stopped");
        prompt.await();
        prompt.run("fg");
        await_in_log(ctask, "CONT", round);
    }
    ctask.scratch.write_file("go", "");

    CHECK(prompt.status() == 6);
    CHECK(occurrences(ctask.scratch.read_file("log"), "\n") == 3);
    prompt.run("test -z \"$(jobs)\"");
    CHECK(prompt.status() == 0);
    check_settled(ctask, workspace);
}

TEST_CASE("an agent that stops itself again as soon as it goes on is stopped again, as without ctask")
{
    for (const std::string verb : {"stop TSTP", "stop STOP", "stop-group TSTP"}) {
        for (const bool bare : {true, false}) {
            CAPTURE(verb);
            CAPTURE(bare);
            const Binary ctask;
            const std::string workspace = ctask.make_workspace("idea");
            Prompt prompt(ctask);
            const std::string verbs = verb + " say one " + verb + " say two " + verb + " say three exit 5";

            prompt.run(bare ? "$AGENT " + verbs : resume(verbs));
            for (const std::string word : {"one", "two", "three"}) {
                CAPTURE(word);
                prompt.await_stop();
                CHECK_FALSE(contains(prompt.terminal.screen(), word + "\r\n"));
                prompt.run("fg");
                prompt.terminal.expect(word + "\r\n");
            }

            CHECK(prompt.status() == 5);
            if (!bare) check_settled(ctask, workspace);
        }
    }
}

TEST_CASE("Ctrl-Z in the agent's first tenth of a second stops both, and fg goes on with both")
{
    using namespace std::chrono_literals;
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    for (const auto delay : {0us, 300us, 1000us, 2000us, 5000us, 20000us, 100000us}) {
        CAPTURE(delay.count());
        const std::string go = "go-" + std::to_string(delay.count());
        prompt.run(resume("until " + ctask.scratch.path(go) + " exit 3"));
        // The last that ctask writes before it starts the agent.
        prompt.terminal.expect(workspace.substr(workspace.rfind('/')) + "\r\n");
        std::this_thread::sleep_for(delay);
        prompt.terminal.type(kCtrlZ);
        prompt.await_stop();
        prompt.run("fg");
        ctask.scratch.write_file(go, "");

        CHECK(prompt.status() == 3);
        CHECK(leftovers(workspace) == "");
    }
}

TEST_CASE("where writing from behind stops a job, fg lets the agent write")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    prompt.run("stty tostop; " + resume("say at-last exit 3") + " &");
    prompt.terminal.expect("/general/");
    const auto pid = static_cast<pid_t>(*lease_of(workspace).root()["pid"].number());
    REQUIRE(eventually([&] { return state_of(pid) == 'T'; }));
    CHECK_FALSE(contains(prompt.terminal.screen(), "at-last\r\n"));
    prompt.run("fg");

    prompt.terminal.expect("at-last\r\n");
    CHECK(prompt.status() == 3);
    check_settled(ctask, workspace);
}

TEST_CASE("after bg the agent goes on in the background and may write")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);
    const std::string go = ctask.scratch.path("go");

    prompt.run(resume("log $LOG log-also CONT say working until " + go + " say from-behind exit 6"));
    prompt.terminal.expect("working\r\n");
    prompt.terminal.type(kCtrlZ);
    prompt.await_stop();
    prompt.run("bg");
    await_in_log(ctask, "CONT", 1);
    ctask.scratch.write_file("go", "");

    prompt.terminal.expect("from-behind\r\n");
    prompt.run("wait %1");
    CHECK(prompt.status() == 6);
    CHECK(ctask.scratch.read_file("log").substr(0, 5) == "CONT ");
    CHECK(occurrences(ctask.scratch.read_file("log"), "\n") == 1);
    check_settled(ctask, workspace);
}

TEST_CASE("a session started behind the prompt writes, comes to the front, and takes Ctrl-C there")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    prompt.run(resume("log $LOG say from-behind wait-for INT exit 7") + " &");
    prompt.terminal.expect("from-behind\r\n");
    prompt.run("fg");
    prompt.terminal.expect("resume idea");
    REQUIRE(eventually([&] { return prompt.terminal.foreground_group() != prompt.terminal.pid(); }));
    prompt.terminal.type(kCtrlC);

    CHECK(prompt.status() == 7);
    CHECK(ctask.scratch.read_file("log") == "INT from kernel\n");
    check_settled(ctask, workspace);
}

TEST_CASE("a stopped session whose shell is killed goes away and is settled")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Prompt prompt(ctask);

    prompt.run(resume("say working busy"));
    prompt.terminal.expect("working\r\n");
    prompt.terminal.type(kCtrlZ);
    prompt.await_stop();
    // The kernel hangs up and continues a group that nobody could continue any more.
    prompt.terminal.send(SIGKILL);

    check_settled(ctask, workspace);
}
