// ctask info on what is odd: leases that nobody can read, roots of other settings, launch directories that
// will not do.
#include "command_fixture.hpp"

#include "record/json_reader.hpp"

using namespace ctask;
using namespace std::chrono_literals;

namespace {

const std::string kPlace = "general/2026-11-22_fix-the-parser";

class OddWorkspace : public CommandFixture {
  public:
    OddWorkspace() { add(kPlace, "fix the parser", 2h); }

    std::string path() const { return scratch.path("root/" + kPlace); }
    /// A member of what info says as JSON; "null" for one that is null.
    std::string json(const std::string& word, const std::string& key)
    {
        std::string problem;
        const auto document = JsonDocument::parse(run({"info", word, "--json"}).out, problem);
        REQUIRE_MESSAGE(document, problem);
        return document->root()[key].text().value_or("null");
    }
};

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE_FIXTURE(OddWorkspace, "nobody can tell whether a fresh lease that cannot be read is live")
{
    scratch.write_file(file(kPlace, ".ctask/session.json"), "torn");
    scratch.age(file(kPlace, ".ctask/session.json"), 12s);
    const Result result = run({"info", "parser"});
    CHECK(result.status == 0);
    CAPTURE(result.out);
    CHECK(has(result.out, "Session:     unknown           its lease is not valid JSON: "));
    CHECK(has(result.out, " s ago, from 1 min on it counts as stale\n"));
    CHECK(json("parser", "session") == "unknown");
    CHECK(has(json("parser", "session_problem"), "/.ctask/session.json is not valid JSON"));
    CHECK(has(run({"list"}).out, "active  task  unknown  2 h ago"));
    const Result deleted = run({"delete", "--yes", "parser"});
    CHECK(deleted.status == 1);
    CHECK(has(deleted.err, "while a session may be in it\n[ctask] end it; if there is none, "));

    add_lease(kPlace, 4711, true);
    scratch.write_file(file(kPlace, ".ctask/sessions/other.json"), "torn");
    CHECK(has(run({"list"}).out, "active  task  active"));
    scratch.remove(file(kPlace, ".ctask/sessions"));
    scratch.write_file(file(kPlace, ".ctask/session.json"), "");
    scratch.age(file(kPlace, ".ctask/session.json"), 150s);
    CHECK(has(run({"info", "parser"}).out,
              "Session:     stale             its lease is empty; written 2 min ago\n"));
}

TEST_CASE_FIXTURE(OddWorkspace,
                  "info names the root that a workspace lies in, and the setting that names that")
{
    scratch.write_file("own/p/task.yaml", "slug: p\n");
    scratch.write_file("root/projects/q/task.yaml", "slug: q\n");
    scratch.write_file("elsewhere/r/task.yaml", "slug: r\n");
    world.environment.entries.push_back("CTASK_PROJECT_ROOT=" + scratch.path("own"));
    const auto shown = [this](const std::string& word) {
        const std::string out = run({"info", word}).out;
        const std::size_t at = out.find("Root:        ") + 13;
        return out.substr(at, out.find('\n', at) - at);
    };
    CHECK(shown("p") == scratch.path("own") + "  from CTASK_PROJECT_ROOT");
    CHECK(shown("q") == scratch.path("root") + "  from CTASK_ROOT");
    CHECK(shown(path()) == scratch.path("root") + "  from CTASK_ROOT");
    CHECK(shown(scratch.path("elsewhere/r")) == scratch.path("elsewhere") + "  not among the roots");
}

TEST_CASE_FIXTURE(OddWorkspace, "info tells where a launch would start, by its own rule")
{
    scratch.make_directory("root/general/2026-11-22_app/app");
    const auto told = [this](const std::string& launch_dir) {
        add("general/2026-11-22_app", "app", 1h, "launch_dir: " + launch_dir + "\n");
        const std::string out = run({"info", "app"}).out;
        return out.substr(out.find("Starts in:"), out.find("Session:") - out.find("Starts in:"));
    };
    CHECK(told("app") == "Starts in:   app\n");
    CHECK(json("app", "starts_in") == scratch.path("root/general/2026-11-22_app/app"));
    CHECK(json("app", "launch_problem") == "null");
    CHECK(has(told("../.."), "Starts in:   refused           launch_dir ../.. in "));
    CHECK(json("app", "starts_in") == "null");
    CHECK(has(json("app", "launch_problem"), "leads out of the workspace"));
    CHECK(has(told("gone"), "Starts in:   app               launch_dir gone in "));
    scratch.remove("root/general/2026-11-22_app/app");
    CHECK(has(told("gone"), "Starts in:   the workspace     launch_dir gone in "));
    CHECK(json("app", "starts_in") == scratch.path("root/general/2026-11-22_app"));
}
