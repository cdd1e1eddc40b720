// The agent finds what it would find without ctask.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <sstream>

using namespace ctask;

namespace {

/// The lines of a report (see fake_agent/self_report.hpp) that begin with one of the words.
Words lines_about(const std::string& report, const Words& words)
{
    Words found;
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);)
        if (std::any_of(words.begin(), words.end(),
                        [&](const auto& word) { return line.starts_with(word + " "); }))
            found.push_back(line);
    return found;
}

/// The two runs have files of their own for stdin, stdout and stderr: only whether they are open counts.
Words without_streams(Words lines)
{
    for (auto& line : lines)
        for (const std::string stream : {"descriptor 0 ", "descriptor 1 ", "descriptor 2 "})
            if (line.starts_with(stream)) line = stream + "open";
    return lines;
}

const Words kUntouched = {"descriptor", "blocked", "ignored", "umask", "limit"};

} // namespace

TEST_CASE("descriptors, masks, dispositions, umask and limits are the caller's")
{
    const std::string callers[] = {"",
                                   "umask 027; ulimit -n 100; ulimit -c 0;",
                                   "trap '' INT HUP USR1; exec 5</dev/null 9>/dev/null;",
                                   "trap '' CHLD PIPE TTOU;",
                                   "exec <&-;",
                                   "exec >&-;",
                                   "exec <&- >&- 2>&-;"};
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    for (const auto& caller : callers) {
        CAPTURE(caller);
        const Words shell = {"sh", "-c", caller + "exec \"$@\"", "sh"};
        const Words bare = {Binary::fake_agent(), "report", ctask.scratch.path("bare")};
        const Words under = Words{Binary::path(), "resume", workspace} +
                            Binary::agent({"report", ctask.scratch.path("under")});

        REQUIRE(Program(ctask.setup(Words{"env", "--default-signal"} + shell + bare)).wait().status == 0);
        REQUIRE(Program(ctask.setup(Words{"env", "--default-signal"} + shell + under)).wait().status == 0);

        const auto streams = [&](const std::string& name) {
            return without_streams(lines_about(ctask.scratch.read_file(name), kUntouched));
        };
        CHECK(streams("under") == streams("bare"));
    }
}

TEST_CASE("the agent is in ctask's process group and session")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    Program program =
        ctask.start(Words{"resume", workspace} + Binary::agent({"report", ctask.scratch.path("report")}));
    REQUIRE(program.wait().status == 0);

    const std::string report = ctask.scratch.read_file("report");
    const std::string pid = std::to_string(program.pid());
    CHECK(lines_about(report, {"parent", "group"}) == Words{"parent " + pid, "group " + pid});
    CHECK(lines_about(report, {"directory"}) == Words{"directory " + workspace});
}

TEST_CASE("arguments arrive byte for byte")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words odd = {"say", "",       "say", "two words", "say", "a,b",
                       "say", "--help", "say", "\xff\n\t",  "say", "$HOME"};

    const auto agent = Binary::agent(Words{"report", ctask.scratch.path("report")} + odd);
    const ProgramResult result = ctask.run(Words{"resume", workspace} + agent);

    CHECK(result.out == "\ntwo words\na,b\n--help\n\xff\n\t\n$HOME\n");
    CHECK(contains(ctask.scratch.read_file("report"), "argument 0 " + Binary::fake_agent() + "\n"));
}

TEST_CASE("the environment is the caller's with ctask's own variables in it")
{
    Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    ctask.environment.push_back("ODD=\xff\x01");
    ctask.environment.push_back("CTASK_TASK=stale");

    REQUIRE(ctask.run(Words{"resume", workspace} + Binary::agent({"report", ctask.scratch.path("report")}))
                .status == 0);

    const std::string report = ctask.scratch.read_file("report");
    for (const std::string& entry :
         {std::string("ODD=\\xff\\x01"), std::string("CTASK_TASK=idea"), "CTASK_WORKSPACE=" + workspace,
          "CTASK_LAUNCH_DIR=" + workspace, "CTASK_ROOT=" + ctask.scratch.path("root"),
          std::string("CTASK_CATEGORY=general"), std::string("CTASK_TYPE=task"),
          std::string("CTASK_MODE=local"), "HOME=" + ctask.scratch.path("home")})
        CHECK_MESSAGE(occurrences(report, "environment " + entry + "\n") == 1, entry);
    CHECK_FALSE(contains(report, "stale"));
    const auto history = history_of(workspace);
    CHECK(contains(report, "environment CTASK_SESSION_ID=" + *history[0].root()["session_id"].text() + "\n"));
}
