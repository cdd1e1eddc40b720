// ctask info, path, notes and log: what they print, and that they change nothing.
#include "command_fixture.hpp"

#include "record/json_reader.hpp"
#include "session/inventory.hpp"

using namespace ctask;
using namespace std::chrono_literals;

namespace {

const std::string kPlace = "general/2026-11-22_fix-the-parser";

class OneWorkspace : public CommandFixture {
  public:
    OneWorkspace() { add(kPlace, "fix the parser", 2h, "category: general\nagent: claude\n"); }

    std::string path() const { return scratch.path("root/" + kPlace); }
    std::string history() const { return file(kPlace, ".ctask/history.jsonl"); }

    void add_history(const std::string& agent, const std::string& ending, int added)
    {
        std::string names;
        for (int count = 0; count < added; ++count)
            names += (count ? ",\"f" : "\"f") + std::to_string(count) + "\"";
        std::string start = format_time(world.clock.now() - 5h);
        std::string end = format_time(world.clock.now() - 4h);
        std::string line = "{\"session_id\":\"id\",\"hostname\":\"h\",\"agent\":\"" + agent +
                           "\",\"mode\":\"direct\"," + "\"started_at\":\"" + start + "\",\"ended_at\":\"" +
                           end + "\",\"duration_seconds\":2520,\"files_added\":[" + names +
                           "],\"files_modified\":null,\"files_deleted\":[],\"notes_updated\":false," +
                           ending + "}\n";
        scratch.append_to(history(), line);
    }
};

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::optional<JsonDocument> parsed(const Result& result)
{
    std::string problem;
    auto document = JsonDocument::parse(result.out, problem);
    CHECK(problem == "");
    return document;
}

} // namespace

TEST_CASE_FIXTURE(OneWorkspace, "path prints the absolute path on one line")
{
    Result result = run({"path", "parser"});
    CHECK(result.out == path() + "\n");
    CHECK(result.err.empty());
    CHECK(run({"path"}).out == path() + "\n");
}

TEST_CASE_FIXTURE(OneWorkspace, "what needs nothing from a task.yaml does without one that can be read")
{
    scratch.write_file(file(kPlace, "task.yaml"), "title: x\nmore: [1,\n");
    scratch.write_file(file(kPlace, "notes.md"), "mine\n");
    add_history("claude", "\"exit_code\":0", 1);
    const std::string name = kPlace.substr(kPlace.find('/') + 1);

    CHECK(run({"path", "parser"}).out == path() + "\n");
    CHECK(run({"notes", name}).out == "mine\n");
    CHECK(has(run({"log", name}).out, "claude"));
    CHECK(run({"diff", name, "--name-only"}).out == "f0\n");
    CHECK(has(run({"info", name}).out, "broken"));
    const auto json = parsed(run({"info", name, "--json"}));
    CHECK(json->root()["status"].text() == "broken");
    CHECK(has(json->root()["problem"].text().value_or(""), "task.yaml:2: expected"));

    const Result refused = run({"archive", name});
    CHECK(refused.status == 1);
    CHECK(has(refused.err, "till then a shell there: ctask open " + name + "\n"));
}

TEST_CASE_FIXTURE(OneWorkspace, "notes are printed byte for byte, and missing ones are an error")
{
    CHECK(run({"notes", "parser"}).status == 1);
    CHECK(run({"notes", "parser"}).err ==
          "[ctask] there are no notes: " + path() + "/notes.md does not exist\n");
    scratch.write_file(file(kPlace, "notes.md"), "a\x1b[31m\xff\r\nno line feed");
    CHECK(run({"notes", "parser"}).out == "a\x1b[31m\xff\r\nno line feed");
    scratch.remove(file(kPlace, "notes.md"));
    scratch.make_link("/etc/passwd", file(kPlace, "notes.md"));
    CHECK(run({"notes", "parser"}).status == 1);
}

TEST_CASE_FIXTURE(OneWorkspace, "info tells what there is to know, with the source of each setting")
{
    add_lease(kPlace, 4711, true);
    add_history("claude", "\"exit_code\":0", 3);

    std::string out = run({"info", "parser"}).out;

    CHECK(has(out,
              "Title:       fix the parser\nName:        2026-11-22_fix-the-parser\nPath:        " + path()));
    CHECK(has(out, "from CTASK_ROOT\n"));
    CHECK(has(out, "Status:      active            task, category general\n"));
    CHECK(has(out, "Agent:       claude            from task.yaml\n"));
    CHECK(has(out, "Session:     active            direct, since "));
    CHECK(has(out, ", heartbeat 12 s ago\n"));
    CHECK(has(out, "  Owner:     pid 4711          on testhost, claude pid 4712\n"));
    CHECK(has(out, "Last:        42 min, 4 h ago, ended normally: 3 added\n"));
    CHECK(has(out, "Sessions:    1                 ctask log fix-the-parser\n"));
}

TEST_CASE_FIXTURE(OneWorkspace, "the agent of a workspace without one comes from the settings")
{
    add("general/2026-11-23_other", "other", 1h);
    CHECK(has(run({"info", "other"}).out, "Agent:       codex             from CTASK_AGENT\n"));
    world.environment.entries.pop_back();
    CHECK(has(run({"info", "other"}).out, "Agent:       claude            by default\n"));
}

TEST_CASE_FIXTURE(OneWorkspace, "the session is none, active or stale by lease and start manifest")
{
    auto session = [this] { return parsed(run({"info", "parser", "--json"}))->root()["session"].text(); };
    CHECK(session() == "none");
    scratch.write_file(file(kPlace, ".ctask/manifest-start.json"), "{}");
    CHECK(session() == "stale");
    CHECK(has(run({"info", "parser"}).out, "Session:     stale             cut off"));
    add_lease(kPlace, 4799, false);
    CHECK(session() == "stale");
    add_lease(kPlace, 4711, true);
    CHECK(session() == "active");
}

TEST_CASE_FIXTURE(OneWorkspace, "the JSON of info has leases, the last session and settings")
{
    add_lease(kPlace, 4711, true);
    add_history("claude", "\"exit_signal\":\"TERM\"", 1);

    auto document = parsed(run({"info", "parser", "--json"}));

    REQUIRE(document);
    JsonValue root = document->root();
    CHECK(root["name"].text() == "2026-11-22_fix-the-parser");
    CHECK(root["session_count"].number() == 1);
    CHECK(root["last_session"]["exit_signal"].text() == "TERM");
    CHECK(root["last_session"]["files_added_count"].number() == 1);
    CHECK(root["settings"]["root"]["source"].text() == "CTASK_ROOT");
    CHECK(root["settings"]["agent"]["value"].text() == "claude");
    CHECK(root["settings"]["agent"]["source"].text() == "task.yaml");
    JsonValue lease;
    root["sessions"].each([&lease](JsonValue value) { return lease = value, true; });
    CHECK(lease["state"].text() == "active");
    CHECK(lease["owner"].truth() == true);
    CHECK(lease["pid"].number() == 4711);
    CHECK(lease["tmux_session"].is_null_or_absent());
}

TEST_CASE_FIXTURE(OneWorkspace, "a .ctask that cannot be opened leaves the session unknown and the rest told")
{
    scratch.write_file(file(kPlace, ".ctask"), "no directory");
    Result result = run({"info", "parser"});
    CHECK(result.status == 0);
    CHECK(has(result.out,
              "Session:     unknown           cannot be told: cannot open " + path() + "/.ctask: "));
    CHECK(has(result.out, "Agent:       claude "));
    auto document = parsed(run({"info", "parser", "--json"}));
    REQUIRE(document);
    CHECK(document->root()["session"].text() == "unknown");
    CHECK(has(*document->root()["session_problem"].text(), ".ctask"));
    CHECK(has(run({"list"}).out, "active  task  unknown  2 h ago"));
}

TEST_CASE_FIXTURE(OneWorkspace, "the log shows past sessions, the newest first")
{
    add_history("claude", "\"exit_code\":0", 3);
    add_history("shell", "\"exit_signal\":\"TERM\"", 0);
    add_history("codex", "\"end_reason\":\"interrupted\"", 1);
    add_history("gemini", "\"end_reason\":\"timed_out\",\"changes_unknown\":true", 0);
    std::string at = format_local_minute(world.clock.now() - 5h);

    CHECK(run({"log", "parser"}).out ==
          "WHEN              LASTED  AGENT   ENDED        CHANGED\n" + at +
              "  42 min  gemini  timed out    ?\n" + at + "  42 min  codex   interrupted  +1\n" + at +
              "  42 min  shell   signal TERM  -\n" + at + "  42 min  claude  0            +3\n");
    Result cut = run({"log", "parser", "-n1"});
    CHECK_FALSE(has(cut.out, "codex"));
    CHECK(cut.err == "[ctask] 1 of 4 shown; ctask log parser --limit=0 shows all\n");
}

TEST_CASE_FIXTURE(OneWorkspace, "the JSON of the log is an array of the sessions, [] without any")
{
    CHECK(run({"log", "parser", "--json"}).out == "[]\n");
    CHECK(run({"log", "parser", "--json"}).err.empty());
    CHECK(run({"log", "parser"}).err ==
          "[ctask] no session has ended in fix-the-parser yet; ctask resume fix-the-parser starts one\n");
    add_history("claude", "\"exit_code\":0", 3);

    auto document = parsed(run({"log", "parser", "--json"}));

    REQUIRE(document);
    std::size_t count = 0;
    document->root().each([&count](JsonValue session) {
        ++count;
        CHECK(session["agent"].text() == "claude");
        CHECK(session["exit_code"].number() == 0);
        CHECK(session["files_added"].texts().size() == 3);
        CHECK(session["files_modified"].is_array());
        return true;
    });
    CHECK(count == 1);
}

TEST_CASE_FIXTURE(OneWorkspace, "lines of the history that cannot be read are counted, the others shown")
{
    scratch.write_file(history(), "nonsense\n");
    add_history("claude", "\"exit_code\":0", 3);
    Result result = run({"log", "parser"});
    CHECK(has(result.out, "claude"));
    CHECK(result.err == "[ctask] 1 line of " + path() + "/.ctask/history.jsonl cannot be read\n");
}

TEST_CASE_FIXTURE(OneWorkspace, "a history that cannot be read is not taken for an empty one")
{
    scratch.make_directory(history());
    const std::string lines = "[ctask] " + path() + "/.ctask/history.jsonl is a directory\n" +
                              "[ctask] move it away, and the next session makes it anew: mv ";
    for (const Result& result :
         {run({"log", "parser"}), run({"log", "--all"}), run({"log", "parser", "--json"})}) {
        CHECK(result.status == 1);
        CHECK(result.out.empty());
        CHECK(result.err.starts_with(lines));
        CHECK_FALSE(has(result.err, "no session has ended"));
    }
}

TEST_CASE_FIXTURE(OneWorkspace, "a state directory that is none is told, not the file behind it")
{
    scratch.write_file("elsewhere/history.jsonl/x", "");
    scratch.make_link(scratch.path("elsewhere"), file(kPlace, ".ctask"));
    const std::string state = path() + "/.ctask";

    const Result result = run({"log", "parser"});

    CHECK(result.status == 1);
    CHECK(has(result.err, "[ctask] " + state + " is a symbolic link\n"));
    CHECK(has(result.err, ": mv " + state + " " + state + ".old\n"));
}

TEST_CASE_FIXTURE(OneWorkspace,
                  "the summary stands for the history that a workspace of the earlier tool has not")
{
    add_history("claude", "\"exit_code\":0", 3);
    scratch.write_file(file(kPlace, ".ctask/last-session-summary.json"), scratch.read_file(history()));
    scratch.remove(history());
    CHECK(has(run({"log", "parser"}).out, "  42 min  claude  0      +3\n"));
}

TEST_CASE_FIXTURE(OneWorkspace, "who stands in a workspace that was deleted is told so by what he asks")
{
    scratch.write_file(file(kPlace, "notes.md"), "mine\n");
    REQUIRE(run({"delete", "--yes", "parser"}).status == 0);
    const std::string trash = scratch.path("root/.trash");
    for (const std::string& entry : world.files.open_directory(trash)->names(""))
        if (entry.ends_with("fix-the-parser")) world.environment.working_directory = trash + "/" + entry;
    const std::string here = world.environment.working_directory;
    const std::string told =
        "[ctask] " + here + " is in the trash\n[ctask] ctask undo " + here + " brings it back\n";
    for (const char* command : {"info", "log", "notes", "path", "diff"}) {
        CAPTURE(command);
        CHECK(run({command}).err.starts_with(told));
    }
    CHECK(run({"resume", here}).err == told);
    CHECK(run({"agents", "check", here}).err == told);
    CHECK(has(run({"info", "parser"}).err, "it is in the trash") == false);
    CHECK(has(run({"info", "fix-the-parser"}).err, "it is in the trash; ctask undo fix-the-parser"));
}

TEST_CASE_FIXTURE(OneWorkspace, "a task.yaml that may not be read is told once, with whose it may be")
{
    world.files.faults().fail(Touch::read, "task.yaml", EACCES);
    const std::string task = path() + "/task.yaml";
    CHECK(run({"resume", "parser"}).err ==
          "[ctask] " + task + " cannot be read (Permission denied)\n[ctask] ls -l " + task +
              " shows whose it is; if it is yours: chmod u+r " + task +
              "; till then a shell there: ctask open 2026-11-22_fix-the-parser\n");
}

TEST_CASE_FIXTURE(OneWorkspace, "looking changes nothing")
{
    add_lease(kPlace, 4799, false);
    add_history("claude", "\"exit_code\":0", 3);
    scratch.write_file(file(kPlace, "notes.md"), "notes");
    auto workspace = world.files.open_directory(path());
    Inventory before = take_inventory(*workspace);
    std::string lease = scratch.read_file(file(kPlace, ".ctask/session.json"));

    for (const char* command : {"info", "path", "notes", "log"}) CHECK(run({command, "parser"}).status == 0);
    CHECK(run({"list", "--all"}).status == 0);

    CHECK(is_unchanged(before, *workspace));
    CHECK(scratch.read_file(file(kPlace, ".ctask/session.json")) == lease);
    CHECK_FALSE(scratch.exists(file(kPlace, ".ctask/write.lock")));
    CHECK(world.processes.started() == 0);
}
