// Creating workspaces: what is in them, in which order, and what becomes of a failure.
#include "workspace/creation.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"
#include "support/time_zone.hpp"
#include "workspace/layout.hpp"

#include <cerrno>
#include <set>
#include <sys/stat.h>

namespace ctask {
namespace {

const WallTime kNow = *parse_time("2026-11-22T12:34:56.789Z");

struct Creating {
    ScratchDir scratch;
    FakeWorld world;
    TimeZone zone{"UTC0"};
    Settings settings;
    NewWorkspace wanted;

    Creating()
    {
        settings.root.value = scratch.path("root");
        wanted.title = "Fix the parser";
        wanted.agent.command = "claude";
    }
    Workspace create() { return create_workspace(world.files, settings, wanted, kNow); }
    mode_t mode_of(const std::string& name) const
    {
        struct stat status {};
        REQUIRE(::lstat(scratch.path(name).c_str(), &status) == 0);
        return status.st_mode & 07777;
    }
};

std::vector<std::string> names_in_category(Creating& creating)
{
    return creating.world.files.open_directory(creating.scratch.path("root/general"))->names();
}

const std::string kFirst = "root/general/2026-11-22_fix-the-parser";
const std::string kDraft = "root/general/.2026-11-22_fix-the-parser.new";

TEST_CASE("a new workspace has its whole layout")
{
    Creating creating;

    Workspace workspace = creating.create();

    CHECK(workspace.path == creating.scratch.path(kFirst));
    CHECK(workspace.name == "2026-11-22_fix-the-parser");
    CHECK(workspace.root == creating.scratch.path("root"));
    CHECK(workspace.category() == "general");
    CHECK(workspace.directory->names() == std::vector<std::string>{".ctask", "AGENTS.md", "CLAUDE.md",
                                                                   "context", "handoff.md", "logs",
                                                                   "notes.md", "output", "task.yaml"});
    CHECK(creating.scratch.read_file(kFirst + "/AGENTS.md").find("handoff.md") != std::string::npos);
    CHECK(creating.scratch.read_file(kFirst + "/CLAUDE.md").find("AGENTS.md") != std::string::npos);
    CHECK(creating.scratch.read_file(kFirst + "/notes.md").starts_with("# Notes: Fix the parser\n"));
}

TEST_CASE("task.yaml says what the workspace is")
{
    Creating creating;
    creating.wanted.title = "Größe: \"prüfen\"\n#2";

    Workspace created = creating.create();
    Workspace opened = open_workspace(creating.world.files, created.path, created.root);

    CHECK_FALSE(opened.task.id.empty());
    CHECK(opened.task.id == created.task.id);
    CHECK(opened.task.slug == "größe-prüfen-2");
    CHECK(opened.task.title == creating.wanted.title);
    CHECK(opened.task.created_at == *parse_time("2026-11-22T12:34:56Z"));
    CHECK(opened.task.updated_at == opened.task.created_at);
    CHECK(opened.task.status == "active");
    CHECK(opened.task.category == "general");
    CHECK(opened.task.type == "task");
    CHECK(opened.task.mode == "local");
    CHECK(opened.task.agent.name() == "claude");
    CHECK(creating.scratch.read_file("root/general/" + created.name + "/task.yaml").find("mode: native") !=
          std::string::npos);
}

TEST_CASE("state is private, the rest is the umask's business")
{
    Creating creating;
    const mode_t before = ::umask(0022);

    creating.create();
    ::umask(before);

    CHECK(creating.mode_of(kFirst + "/.ctask") == 0700);
    CHECK(creating.mode_of(kFirst) == 0755);
    CHECK(creating.mode_of(kFirst + "/output") == 0755);
    CHECK(creating.mode_of(kFirst + "/notes.md") == 0644);
    CHECK(creating.mode_of(kFirst + "/task.yaml") == 0644);
}

TEST_CASE("a workspace is made out of sight, task.yaml last, and then gets its name")
{
    Creating creating;
    std::vector<std::string> names;
    creating.world.files.faults().before(Touch::write, layout::kTaskFile, [&] {
        names = creating.world.files.open_directory(creating.scratch.path(kDraft))->names();
    });
    bool complete = false;
    creating.world.files.faults().before(Touch::move, kDraft, [&] {
        complete = creating.scratch.exists(kDraft + "/task.yaml") && !creating.scratch.exists(kFirst);
    });

    creating.create();

    CHECK(names == std::vector<std::string>{".ctask", "AGENTS.md", "CLAUDE.md", "context", "handoff.md",
                                            "logs", "notes.md", "output"});
    CHECK(complete);
    CHECK_FALSE(creating.scratch.exists(kDraft));
}

TEST_CASE("the same title again gets a directory, a slug and an id of its own")
{
    Creating creating;
    std::set<std::string> paths;
    std::set<std::string> ids;
    std::string last_slug;

    for (int count = 0; count < 12; ++count) {
        Workspace workspace = creating.create();
        paths.insert(workspace.path);
        ids.insert(workspace.task.id);
        last_slug = workspace.task.slug;
    }

    CHECK(paths.size() == 12);
    CHECK(ids.size() == 12);
    CHECK(paths.count(creating.scratch.path(kFirst + "-2")) == 1);
    CHECK(last_slug == "fix-the-parser-12");
}

TEST_CASE("a name that somebody takes at the last moment is left to them")
{
    for (const Touch moment : {Touch::make_directory, Touch::move}) {
        Creating creating;
        creating.world.files.faults().before(moment, kDraft,
                                             [&] { creating.scratch.write_file(kFirst + "/theirs", "x"); });

        Workspace workspace = creating.create();

        CHECK(workspace.name == "2026-11-22_fix-the-parser-2");
        CHECK(workspace.path == creating.scratch.path(kFirst + "-2"));
        CHECK(workspace.directory->path() == workspace.path);
        CHECK(open_workspace(creating.world.files, workspace.path, workspace.root).task.slug ==
              "fix-the-parser-2");
        CHECK_FALSE(creating.scratch.exists(kFirst + "/task.yaml"));
        CHECK(creating.scratch.exists(kFirst + "/theirs"));
        CHECK(names_in_category(creating).size() == 2);
    }
}

TEST_CASE("a name for which somebody else is making a workspace is theirs")
{
    Creating creating;
    creating.scratch.make_directory(kDraft);

    Workspace workspace = creating.create();

    CHECK(workspace.name == "2026-11-22_fix-the-parser-2");
    CHECK(workspace.task.slug == "fix-the-parser-2");
    CHECK(creating.scratch.exists(kDraft));
}

TEST_CASE("an abandoned draft that cannot be moved keeps none of the others")
{
    Creating creating;
    for (const char* name : {".2026-11-20_a.new", ".2026-11-20_b.new"}) {
        creating.scratch.make_directory(std::string("root/general/") + name);
        creating.scratch.age(std::string("root/general/") + name, std::chrono::hours(2));
    }
    creating.world.files.faults().fail(Touch::move, ".2026-11-20_a.new", EIO);

    creating.create();

    CHECK(creating.scratch.exists("root/general/.2026-11-20_a.new"));
    CHECK_FALSE(creating.scratch.exists("root/general/.2026-11-20_b.new"));
}

TEST_CASE("what a killed creation left goes to the trash after an hour")
{
    for (const bool old : {true, false}) {
        CAPTURE(old);
        Creating creating;
        creating.scratch.write_file("root/general/.2026-11-21_other.new/notes.md", "# Notes\n");
        creating.scratch.write_file("root/general/.mine.new/notes.md", "x");
        const Seconds age(old ? 3700 : 3500);
        creating.scratch.age("root/general/.2026-11-21_other.new", age);
        creating.scratch.age("root/general/.mine.new", age);

        creating.create();

        CHECK(creating.scratch.exists("root/general/.2026-11-21_other.new") != old);
        CHECK(creating.scratch.exists("root/.trash/20261122T123456Z_.2026-11-21_other.new/notes.md") == old);
        CHECK(creating.scratch.exists("root/general/.mine.new/notes.md"));
    }
}

TEST_CASE("a workspace without a title is called by the time of day")
{
    Creating creating;
    creating.wanted.title.clear();
    Workspace workspace = creating.create();
    CHECK(workspace.name == "2026-11-22_task-123456");
    CHECK(workspace.task.title.empty());
    CHECK(
        creating.scratch.read_file("root/general/" + workspace.name + "/notes.md").starts_with("# Notes\n"));
}

TEST_CASE("the date is that of the place where the workspace is made")
{
    Creating creating;
    const struct {
        const char* zone;
        const char* now;
        const char* name;
    } table[] = {
        {"UTC0", "2026-11-22T23:59:59.999Z", "2026-11-22_x"},
        {"UTC0", "2026-11-23T00:00:00Z", "2026-11-23_x"},
        {"CET-1", "2026-11-24T23:30:00Z", "2026-11-25_x"},
        {"EST5", "2026-11-27T04:59:59Z", "2026-11-26_x"},
        {"NZDT-13", "2026-12-31T11:00:00Z", "2027-01-01_x"},
    };
    creating.wanted.title = "x";
    for (const auto& row : table) {
        CAPTURE(row.now);
        const TimeZone zone(row.zone);
        const Workspace made =
            create_workspace(creating.world.files, creating.settings, creating.wanted, *parse_time(row.now));
        CHECK(made.name == row.name);
        CHECK(made.task.created_at == std::chrono::floor<Seconds>(*parse_time(row.now)));
    }
}

TEST_CASE("a failure half-way leaves nothing in the category")
{
    for (const char* file : {"AGENTS.md", "handoff.md", "task.yaml"}) {
        CAPTURE(file);
        Creating creating;
        creating.world.files.faults().fail(Touch::write, file, ENOSPC);

        CHECK_THROWS_AS(creating.create(), std::system_error);

        CHECK(names_in_category(creating).empty());
    }
}

TEST_CASE("where not even the trash can be had what is left is no workspace")
{
    Creating creating;
    creating.world.files.faults().fail(Touch::write, "notes.md", ENOSPC);
    creating.world.files.faults().fail(Touch::make_directory, ".trash", ENOSPC);

    CHECK_THROWS_AS(creating.create(), std::system_error);

    CHECK_FALSE(creating.scratch.exists(kFirst));
    CHECK(names_in_category(creating) == std::vector<std::string>{".2026-11-22_fix-the-parser.new"});
}

TEST_CASE("a category that would lead elsewhere is refused before anything is made")
{
    for (const char* category : {"", ".", "..", ".trash", "-x", "a/b", "/tmp", "a\nb"}) {
        CAPTURE(category);
        Creating creating;
        creating.wanted.category = category;
        CHECK_THROWS_AS(creating.create(), Failure);
        CHECK(creating.world.files.open_directory(creating.scratch.path("root"))->names().empty());
    }
}

TEST_CASE("a place that will not do is told with what can be done, and without the draft's name")
{
    Creating creating;
    const auto refusal = [&creating] {
        try {
            creating.create();
        } catch (const Failure& failure) {
            return failure.what() + ("\n" + failure.hint());
        }
        return std::string();
    };
    const std::string general = creating.scratch.path("root/general");
    creating.world.files.faults().fail(Touch::make_directory, kDraft, EACCES);
    CHECK(refusal() == "cannot create a workspace in " + general + ": Permission denied\nls -ld " + general +
                           " shows who may write there");
    creating.world.files.faults().forget_all();
    creating.world.files.faults().fail(Touch::make_directory, kDraft, ENOSPC);
    CHECK(refusal() == "cannot create a workspace in " + general + ": No space left on device\n");
    creating.scratch.write_file("file", "");
    creating.settings.root = {creating.scratch.path("file/root"), "config.yaml", 3};
    CHECK(refusal().ends_with("that is the root by config.yaml:3: name a directory there that can be made"));
}

TEST_CASE("a category that is a link, a file or a workspace is refused")
{
    Creating creating;
    creating.scratch.make_directory("elsewhere");
    creating.scratch.make_directory("root/workspace");
    creating.scratch.make_link(creating.scratch.path("elsewhere"), "root/link");
    creating.scratch.write_file("root/file", "x");
    creating.scratch.write_file("root/workspace/task.yaml", "slug: x\n");
    for (const char* category : {"link", "file", "workspace"}) {
        CAPTURE(category);
        creating.wanted.category = category;
        CHECK_THROWS(creating.create());
    }
    CHECK(creating.world.files.open_directory(creating.scratch.path("elsewhere"))->names().empty());
}

} // namespace
} // namespace ctask
