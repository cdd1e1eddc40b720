// What scripts and launchers rely on: pipes, --timeout, --report.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

namespace {

/// `script` finds ctask as $0 and the workspace as $1.
ProgramResult run_script(const Binary& ctask, const std::string& script, const std::string& workspace)
{
    return Program(ctask.setup({"sh", "-c", script, Binary::path(), workspace})).wait();
}

} // namespace

TEST_CASE("in a pipeline the agent has stdin and stdout to itself")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    const ProgramResult result =
        run_script(ctask, "printf 'in\\n' | \"$0\" resume \"$1\" --agent cat | sed s/in/out/", workspace);

    CHECK(result.status == 0);
    CHECK(result.out == "out\n");
    CHECK(contains(result.err, ":: idea · cat"));
}

TEST_CASE("new with an agent writes nothing of its own to a stdout that is no terminal")
{
    const Binary ctask;

    const ProgramResult result = ctask.run({"new", "idea", "--agent", "sh", "--", "-c", "echo only this"});

    CHECK(result.out == "only this\n");
    CHECK(contains(result.err, "[ctask] created general/"));
}

TEST_CASE("a reader that goes away, and closed streams, harm nothing")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    CHECK(run_script(ctask, "\"$0\" list --names | true; \"$0\" list >&-", workspace).status == 0);
    CHECK(run_script(ctask, "\"$0\" resume \"$1\" --agent true <&- >&- 2>&-", workspace).status == 0);
    CHECK(run_script(ctask, "\"$0\" resume \"$1\" --agent true 2>/dev/full", workspace).status == 0);

    CHECK(history_of(workspace).size() == 2);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("--timeout stops the agent and gives 124")
{
    const Binary ctask;

    const auto agent = Binary::agent({"write", "a.txt=1", "busy"});
    const ProgramResult result = ctask.run(Words{"new", "idea", "--timeout=300ms"} + agent);

    CHECK(result.status == 124);
    REQUIRE(ctask.workspaces().size() == 1);
    CHECK(summary_of(ctask.workspaces()[0]).root()["end_reason"].text() == "timed_out");
    CHECK(leftovers(ctask.workspaces()[0]) == "");
}

TEST_CASE("--timeout does nothing to an agent that is in time")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    CHECK(ctask.run(Words{"resume", workspace, "--timeout=1h"} + Binary::agent({"exit", "9"})).status == 9);
}

TEST_CASE("--report writes one line about a session into a file")
{
    const Binary ctask;
    const std::string file = ctask.scratch.path("report");

    const auto agent = Binary::agent({"write", "a.txt=1", "exit", "4"});
    const ProgramResult result = ctask.run(Words{"new", "idea", "--report=" + file} + agent);

    CHECK(result.status == 4);
    CHECK(result.out == "");
    const std::string line = ctask.scratch.read_file("report");
    CHECK(occurrences(line, "\n") == 1);
    const JsonDocument report = parsed(line);
    CHECK(report.root()["workspace"].text() == ctask.workspaces()[0]);
    CHECK(report.root()["exit_code"].number() == 4);
    CHECK(report.root()["how"].text() == "exited");
    CHECK(report.root()["files_added"].texts() == Words{"a.txt"});
    CHECK(report.root()["reclaimed"].truth() == false);
    const auto history = history_of(ctask.workspaces()[0]);
    CHECK(report.root()["session_id"].text() == history[0].root()["session_id"].text());
}

TEST_CASE("--report tells where a reclaimed workspace went, and why")
{
    const Binary ctask;
    const std::string file = ctask.scratch.path("report");

    ctask.run(Words{"new", "idea", "--report=" + file} + Binary::agent({"exit", "1"}));

    const JsonDocument report = parsed(ctask.scratch.read_file("report"));
    CHECK(report.root()["reclaimed"].truth() == true);
    CHECK(report.root()["exit_code"].number() == 1);
    CHECK(contains(*report.root()["reason"].text(), "exited 1"));
    CHECK(exists(*report.root()["trash_path"].text(), "task.yaml"));
}

TEST_CASE("--report goes to a descriptor of the caller's, which the agent inherits as it is")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string script = "\"$0\" resume \"$1\" --report=fd:7 --agent sh -- -c 'kill -TERM $$' 7>report";

    run_script(ctask, script, workspace);

    const JsonDocument report = parsed(ctask.scratch.read_file("home/report"));
    CHECK(report.root()["how"].text() == "signalled");
    CHECK(report.root()["exit_signal"].text() == "TERM");
}

TEST_CASE("--report tells of a refusal and of an agent that is not there")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string option = "--report=" + ctask.scratch.path("report");

    ctask.run({"resume", workspace, option, "--agent", "surely-no-such-agent"});
    const JsonDocument missing = parsed(ctask.scratch.read_file("report"));
    RunningSession holder(ctask, workspace, "one");
    ctask.scratch.remove("report");
    ctask.run({"resume", workspace, option, "--agent", "true"});
    const JsonDocument refused = parsed(ctask.scratch.read_file("report"));

    CHECK(missing.root()["how"].text() == "not_found");
    CHECK(missing.root()["exit_status"].number() == 127);
    CHECK(refused.root()["how"].text() == "in_use");
    CHECK(refused.root()["exit_status"].number() == 75);
    CHECK(holder.end().status == 0);
}

TEST_CASE("a report that cannot be written is an error before anything is started")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    const ProgramResult file =
        ctask.run({"resume", workspace, "--report=/nowhere/report", "--agent", "true"});
    const ProgramResult descriptor = ctask.run({"resume", workspace, "--report=fd:77", "--agent", "true"});

    CHECK(file.status == 125);
    CHECK(descriptor.status == 125);
    CHECK(history_of(workspace).empty());
}
