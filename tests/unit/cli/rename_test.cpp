// ctask rename: everything that is named after the title, together.
#include "command_fixture.hpp"

#include "cli/agent_history.hpp"
#include "record/manifest.hpp"
#include "record/summary.hpp"

namespace ctask {
namespace {

constexpr const char* kOld = "general/2026-11-22_idea";
constexpr const char* kNew = "general/2026-11-22_the-parser";

std::string project_file(const std::string& slug)
{
    return "# mine\nslug: " + slug + "\ntitle: idea\nzz: 1\nlaunch_dir: " + slug + "   # where\n";
}

std::vector<std::string> paths_of(const FileList& files)
{
    std::vector<std::string> paths;
    for (const FileEntry& file : files) paths.emplace_back(file.path);
    return paths;
}

class RenameFixture : public CommandFixture {
  public:
    RenameFixture()
    {
        scratch.write_file(file(kOld, "task.yaml"), project_file("idea"));
        scratch.write_file(file(kOld, "idea/main.cpp"), "int main() {}");
        scratch.write_file(file(kOld, ".ctask/history.jsonl"), "");
    }

    std::string task_file(const std::string& place) const
    {
        return scratch.read_file(file(place, "task.yaml"));
    }
    bool has(const std::string& place, const std::string& name = {}) const
    {
        return scratch.exists(file(place, name));
    }
    void check_renamed()
    {
        CHECK_FALSE(has(kOld));
        CHECK(has(kNew, "the-parser/main.cpp"));
        CHECK_FALSE(has(kNew, "idea"));
        CHECK_FALSE(has(kNew, ".ctask/write.lock"));
        CHECK(task_file(kNew) ==
              "# mine\nslug: the-parser\ntitle: The parser\nzz: 1\nlaunch_dir: the-parser   # "
              "where\nupdated_at: " +
                  format_time(world.clock.now()) + "\n");
    }
};

TEST_CASE_FIXTURE(RenameFixture, "rename moves directory, slug, title and launch_dir together")
{
    const Result result = run({"rename", "idea", "The parser"});

    CHECK(result.status == 0);
    CHECK(result.out.empty());
    CHECK(result.err == "[ctask] renamed 2026-11-22_idea to 2026-11-22_the-parser\n");
    check_renamed();
    CHECK(run({"path", "the-parser"}).out == scratch.path("root/" + std::string(kNew)) + "\n");
}

TEST_CASE_FIXTURE(RenameFixture,
                  "a rename that was cut off behind its first step works, and is finished by another")
{
    scratch.make_directory("root/general");
    REQUIRE(std::rename(scratch.path(file(kOld, "")).c_str(), scratch.path(file(kNew, "")).c_str()) == 0);
    CHECK(run({"path", "idea"}).status == 0);

    CHECK(run({"rename", "2026-11-22_the-parser", "The parser"}).status == 0);

    check_renamed();
}

TEST_CASE_FIXTURE(RenameFixture,
                  "a rename that was cut off behind its second step works, and is finished by another")
{
    REQUIRE(std::rename(scratch.path(file(kOld, "")).c_str(), scratch.path(file(kNew, "")).c_str()) == 0);
    REQUIRE(std::rename(scratch.path(file(kNew, "idea")).c_str(),
                        scratch.path(file(kNew, "the-parser")).c_str()) == 0);

    CHECK(run({"rename", "2026-11-22_the-parser", "The parser"}).status == 0);

    check_renamed();
}

TEST_CASE_FIXTURE(RenameFixture, "what cannot be written leaves the workspace under its old name")
{
    world.files.faults().fail(Touch::write, "task.yaml", ENOSPC);

    const Result result = run({"rename", "idea", "The parser"});

    CHECK(result.status == 1);
    CHECK(result.err.find("No space left on device") != std::string::npos);
    CHECK_FALSE(has(kNew));
    CHECK(has(kOld, "idea/main.cpp"));
    CHECK(task_file(kOld) == project_file("idea"));
}

TEST_CASE_FIXTURE(RenameFixture, "a name that is taken gets a number, and so does the slug")
{
    add(kNew, "another", std::chrono::hours(1));

    CHECK(run({"rename", "idea", "The parser"}).status == 0);

    CHECK(has("general/2026-11-22_the-parser-2", "the-parser-2/main.cpp"));
    CHECK(task_file("general/2026-11-22_the-parser-2").find("slug: the-parser-2\n") != std::string::npos);
    CHECK(task_file(kNew).find("another") != std::string::npos);
    // Again by the same title: it has that name.
    CHECK(run({"rename", "the-parser-2", "The parser"}).status == 0);
    CHECK(has("general/2026-11-22_the-parser-2"));
}

TEST_CASE_FIXTURE(RenameFixture, "a title with the same slug moves nothing")
{
    const Result result = run({"rename", "idea", "IDEA!"});

    CHECK(result.status == 0);
    CHECK(result.err == "[ctask] 2026-11-22_idea has the title \"IDEA!\" now\n");
    CHECK(has(kOld, "idea/main.cpp"));
    CHECK(task_file(kOld).find("title: IDEA!\n") != std::string::npos);
}

TEST_CASE_FIXTURE(RenameFixture, "a launch_dir of the user's own stays as it is")
{
    scratch.write_file(file(kOld, "task.yaml"), "slug: idea\nlaunch_dir: src/app\n");
    scratch.make_directory(file(kOld, "src/app"));

    CHECK(run({"rename", "idea", "The parser"}).status == 0);

    CHECK(has(kNew, "src/app"));
    CHECK(has(kNew, "idea/main.cpp"));
    CHECK(task_file(kNew).find("launch_dir: src/app\n") != std::string::npos);
}

TEST_CASE_FIXTURE(RenameFixture, "while a session runs it is refused, also where one could be asked")
{
    add_lease(kOld, 4711, true);
    world.terminal.has_user = true;

    const Result result = run({"rename", "idea", "The parser"});

    CHECK(result.status == 1);
    CHECK(result.err.find("[ctask] idea is in use: claude (pid 4711)") == 0);
    CHECK(result.err.find("when that has ended: ctask rename idea 'The parser'\n") != std::string::npos);
    CHECK(world.terminal.questions.empty());
    CHECK(has(kOld, "idea/main.cpp"));
}

TEST_CASE_FIXTURE(RenameFixture, "what is on record of the files that moved along moves along")
{
    const std::string files =
        R"("files": [{"path": "idea/main.cpp", "size": 13, "mtime": "2026-11-22T10:00:00Z"},
        {"path": "idea.txt", "size": 1, "mtime": "2026-11-22T10:00:00Z"}])";
    const std::string gaps = R"("unreadable": ["idea", "idea/x", "idea y"], "theirs": {"n": 1})";
    const std::string session = R"({"session_id": "s", "started_at": "2026-11-22T09:00:00Z",
        "ended_at": "2026-11-22T10:00:00Z", "files_added": ["idea/main.cpp", "mine"], "files_modified": ["idea.txt"],
        "files_deleted": ["idea/x", "other"], "end_manifest")";
    const std::string start = R"({"captured_at": "2026-11-22T09:00:00Z", )" + files + ", " + gaps + "}";
    scratch.write_file(file(kOld, ".ctask/last-session-summary.json"),
                       session + files.substr(7) + ", \"end_" + gaps.substr(1) + "}");
    scratch.write_file(file(kOld, ".ctask/manifest-start.json"), start);
    scratch.write_file(file(kOld, ".ctask/sessions/other.manifest-start"), start);

    REQUIRE(run({"rename", "idea", "The parser"}).status == 0);

    std::string problem;
    const auto summary = parse_summary(scratch.read_file(file(kNew, ".ctask/last-session-summary.json")),
                                       ScanRules(), problem);
    REQUIRE_MESSAGE(summary, problem);
    CHECK(paths_of(*summary->end_manifest) == std::vector<std::string>{"idea.txt", "the-parser/main.cpp"});
    const std::vector<std::string> moved_gaps = {"idea y", "the-parser", "the-parser/x"};
    const std::vector<JsonMember> theirs = {{"theirs", R"({"n":1})"}};
    CHECK(summary->end_unreadable == moved_gaps);
    CHECK(summary->unknown == theirs);
    const Changes moved_changes = {{"mine", "the-parser/main.cpp"}, {"idea.txt"}, {"other", "the-parser/x"}};
    CHECK(summary->changes == moved_changes);
    for (const char* name : {".ctask/manifest-start.json", ".ctask/sessions/other.manifest-start"}) {
        const auto manifest = parse_manifest(scratch.read_file(file(kNew, name)), ScanRules(), problem);
        REQUIRE_MESSAGE(manifest, problem);
        CHECK(paths_of(manifest->files) == std::vector<std::string>{"idea.txt", "the-parser/main.cpp"});
        CHECK(manifest->unreadable == moved_gaps);
        CHECK(manifest->unknown == theirs);
    }
}

TEST_CASE_FIXTURE(RenameFixture, "what could not be read moves along where no file that could be read does")
{
    scratch.write_file(file(kOld, ".ctask/manifest-start.json"),
                       R"({"captured_at": "2026-11-22T09:00:00Z", "files": [], "unreadable": ["idea"]})");

    REQUIRE(run({"rename", "idea", "The parser"}).status == 0);

    std::string problem;
    const auto manifest =
        parse_manifest(scratch.read_file(file(kNew, ".ctask/manifest-start.json")), ScanRules(), problem);
    REQUIRE_MESSAGE(manifest, problem);
    CHECK(manifest->unreadable == std::vector<std::string>{"the-parser"});
}

TEST_CASE_FIXTURE(RenameFixture,
                  "what the last session changed is told by the new name, also without a manifest")
{
    scratch.write_file(file(kOld, ".ctask/last-session-summary.json"),
                       R"({"session_id": "s", "started_at": "2026-11-22T09:00:00Z",
        "ended_at": "2026-11-22T10:00:00Z", "files_added": ["idea/main.cpp"]})");

    REQUIRE(run({"rename", "idea", "The parser"}).status == 0);

    CHECK(run({"diff", "the-parser", "--name-only"}).out == "the-parser/main.cpp\n");
}

TEST_CASE_FIXTURE(RenameFixture, "a rename that is taken back takes the record back too")
{
    const std::string start = R"({"captured_at": "2026-11-22T09:00:00Z", "files":
        [{"path": "idea/main.cpp", "size": 13, "mtime": "2026-11-22T10:00:00Z"}]})";
    scratch.write_file(file(kOld, ".ctask/manifest-start.json"), start);
    world.files.faults().fail(Touch::write, "task.yaml", ENOSPC);

    REQUIRE(run({"rename", "idea", "The parser"}).status == 1);

    std::string problem;
    const auto manifest =
        parse_manifest(scratch.read_file(file(kOld, ".ctask/manifest-start.json")), ScanRules(), problem);
    REQUIRE_MESSAGE(manifest, problem);
    CHECK(paths_of(manifest->files) == std::vector<std::string>{"idea/main.cpp"});
}

TEST_CASE_FIXTURE(RenameFixture, "the heading of notes.md follows while it is the one that ctask wrote")
{
    scratch.write_file(file(kOld, "notes.md"), "# Notes: idea\n\nmine\n");
    REQUIRE(run({"rename", "idea", "The parser"}).status == 0);
    CHECK(scratch.read_file(file(kNew, "notes.md")) == "# Notes: The parser\n\nmine\n");

    scratch.write_file(file(kNew, "notes.md"), "# Notes: The parser (mine)\n");
    REQUIRE(run({"rename", "the-parser", "idea"}).status == 0);
    CHECK(scratch.read_file(file(kOld, "notes.md")) == "# Notes: The parser (mine)\n");
}

TEST_CASE_FIXTURE(RenameFixture, "a name without a date gets none")
{
    scratch.write_file("root/mine/task.yaml", "slug: mine\n");

    CHECK(run({"rename", "mine", "日本語 Größe"}).status == 0);

    CHECK(scratch.exists("root/日本語-größe/task.yaml"));
}

TEST_CASE_FIXTURE(RenameFixture, "who stands in it is told the new path, inside the launch directory too")
{
    world.environment.working_directory = scratch.path(file(kOld, "idea/src"));

    const Result result = run({"rename", "idea", "The parser"});

    CHECK(result.err.find("your shell still goes by the old path; to follow: cd " +
                          scratch.path(file(kNew, "the-parser/src")) + "\n") != std::string::npos);
}

TEST_CASE_FIXTURE(RenameFixture,
                  "what claude keeps by the old path can be taken along by the line that is told")
{
    const std::string old_name = claude_project_name(scratch.path(file(kOld, "idea")));
    const std::string new_name = claude_project_name(scratch.path(file(kNew, "the-parser")));
    scratch.make_directory(".claude/projects/" + old_name);

    const Result result = run({"rename", "idea", "The parser"});

    CHECK(result.err.find("mv " + scratch.path(".claude/projects/" + old_name) + " " +
                          scratch.path(".claude/projects/" + new_name) + "\n") != std::string::npos);
}

TEST_CASE("claude's name for a path has hyphens for all but ASCII letters and digits")
{
    CHECK(claude_project_name("/home/me/ai_work/a.b c") == "-home-me-ai-work-a-b-c");
    CHECK(claude_project_name("/größe/😀") == "-gr--e---");
    CHECK(claude_project_name("/" + std::string(200, 'x')).empty());
}

TEST_CASE_FIXTURE(RenameFixture, "a title is one argument, and not empty")
{
    CHECK(run({"rename", "idea"}).status == 2);
    CHECK(run({"rename"}).status == 2);
    CHECK(run({"rename", "idea", "  "}).status == 2);
    const Result several = run({"rename", "idea", "The", "parser"});
    CHECK(several.status == 2);
    CHECK(several.err.find("ctask rename idea 'The parser'") != std::string::npos);
    CHECK(has(kOld));
}

} // namespace
} // namespace ctask
