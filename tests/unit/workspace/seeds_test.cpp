// Seeds: what they bring into a new workspace, and what is refused before anything is made.
#include "workspace/creation.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/faulty_directory.hpp"
#include "support/scratch_dir.hpp"
#include "support/time_zone.hpp"
#include "workspace/seeds.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace ctask {
namespace {

struct Seeding {
    ScratchDir scratch;
    FakeWorld world;
    TimeZone zone{"UTC0"};
    Settings settings;
    NewWorkspace wanted;
    const std::string made = "root/general/2026-11-22_idea";

    Seeding()
    {
        settings.root.value = scratch.path("root");
        settings.seed_dir = {scratch.path("seed"), "CTASK_SEED_DIR"};
        settings.seed_project_dir = {scratch.path("seed-project"), "config.yaml", 4};
        wanted.title = "idea";
        scratch.write_file("seed/x", "x");
    }
    Workspace create()
    {
        return create_workspace(world.files, settings, wanted, *parse_time("2026-11-22T12:00:00Z"));
    }
    std::string refusal()
    {
        try {
            create();
        } catch (const Failure& failure) {
            return failure.what();
        }
        return "was made";
    }
    mode_t mode_of(const std::string& name) const
    {
        struct stat status {};
        REQUIRE(::lstat(scratch.path(name).c_str(), &status) == 0);
        return status.st_mode & 07777;
    }
};

TEST_CASE_FIXTURE(Seeding,
                  "a seed's file takes a built-in one's place whole, and the rest comes along with its mode")
{
    scratch.write_file("seed/AGENTS.md", "mine\n");
    scratch.write_file("seed/bin/run", "#!/bin/sh\n");
    scratch.write_file("seed/context/a \xFF\n b", "bytes");
    scratch.set_mode("seed/bin/run", 0751);
    scratch.set_mode("seed/AGENTS.md", 0400);
    scratch.set_mode("seed/bin", 0555);
    scratch.make_link("AGENTS.md", "seed/GEMINI.md");
    scratch.make_link("/nowhere/at/all", "seed/far");
    scratch.make_link("../x", "seed/bin/up");

    create();
    scratch.set_mode("seed/bin", 0755);

    CHECK(scratch.read_file(made + "/AGENTS.md") == "mine\n");
    CHECK(mode_of(made + "/AGENTS.md") == 0400);
    CHECK(mode_of(made + "/bin/run") == 0751);
    CHECK(mode_of(made + "/bin") == 0555);
    CHECK(scratch.read_file(made + "/context/a \xFF\n b") == "bytes");
    CHECK(scratch.exists(made + "/notes.md"));
    const Workspace workspace = open_workspace(world.files, scratch.path(made), scratch.path("root"));
    CHECK(workspace.directory->link_target("GEMINI.md") == "AGENTS.md");
    CHECK(workspace.directory->link_target("far") == "/nowhere/at/all");
    CHECK(workspace.directory->link_target("bin/up") == "../x");
    scratch.set_mode(made + "/bin", 0755);
}

TEST_CASE_FIXTURE(Seeding, "task.yaml and .ctask at the top of a seed are passed over, deeper ones are files")
{
    scratch.write_file("seed/task.yaml", "slug: wrong\n");
    scratch.write_file("seed/.ctask/session.json", "{}");
    scratch.write_file("seed/deep/task.yaml", "kept");

    const Workspace workspace = create();

    CHECK(workspace.task.slug == "idea");
    CHECK(scratch.read_file(made + "/task.yaml").find("wrong") == std::string::npos);
    CHECK_FALSE(scratch.exists(made + "/.ctask/session.json"));
    CHECK(scratch.read_file(made + "/deep/task.yaml") == "kept");
}

TEST_CASE_FIXTURE(Seeding, "the seeds of projects come last, and to projects only")
{
    scratch.write_file("seed/x", "general");
    scratch.write_file("seed-project/x", "project");
    scratch.write_file("seed-project/y", "y");

    create();
    wanted.project = true;
    const Workspace project = create();

    CHECK(scratch.read_file(made + "/x") == "general");
    CHECK_FALSE(scratch.exists(made + "/y"));
    CHECK(scratch.read_file("root/projects/" + project.name + "/x") == "project");
    CHECK(scratch.read_file("root/projects/" + project.name + "/y") == "y");
}

TEST_CASE_FIXTURE(Seeding, "a seed directory that is missing or not set brings nothing")
{
    scratch.remove("seed");
    CHECK(refusal() == "was made");
    settings.seed_dir.value.clear();
    CHECK(refusal() == "was made");
}

TEST_CASE_FIXTURE(Seeding, "what cannot be read in a seed is told before anything is made")
{
    scratch.write_file("seed/sub/y", "y");
    world.files.faults().fail(Touch::read, "seed/sub/y", EACCES);
    CHECK(refusal() ==
          "cannot seed a workspace: cannot read " + scratch.path("seed/sub/y") + ": Permission denied");
    world.files.faults().forget_all();
    world.files.faults().fail(Touch::names, "seed/sub", EACCES);
    CHECK(refusal().starts_with("cannot seed a workspace: " + scratch.path("seed/sub")));
    world.files.faults().forget_all();

    settings.seed_dir.value = scratch.path("seed/x");
    CHECK(refusal() == "cannot seed a workspace: cannot open " + scratch.path("seed/x") +
                           ": Not a directory (CTASK_SEED_DIR)");
    CHECK_FALSE(scratch.exists("root"));
}

TEST_CASE_FIXTURE(Seeding, "a fifo, and a link whose meaning would change, are refused by name")
{
    REQUIRE(::mkfifo(scratch.path("seed/pipe").c_str(), 0600) == 0);
    CHECK(refusal() == "cannot seed a workspace: " + scratch.path("seed/pipe") + " is a fifo");
    scratch.remove("seed/pipe");
    scratch.make_link("../../elsewhere", "seed/sub");
    CHECK(refusal() == "cannot seed a workspace: the link " + scratch.path("seed/sub") +
                           " leads out of the seed directory, to ../../elsewhere");
    CHECK_FALSE(scratch.exists("root"));
}

TEST_CASE_FIXTURE(Seeding, "a file where a directory is, and the other way round, is refused")
{
    scratch.write_file("seed/context", "no directory");
    CHECK(refusal() == "cannot seed a workspace: " + scratch.path("seed/context") +
                           " is no directory, and one in every workspace");
    scratch.remove("seed/context");
    scratch.make_directory("seed/notes.md");
    CHECK(refusal() == "cannot seed a workspace: " + scratch.path("seed/notes.md") +
                           " is a directory, and no directory in every workspace");
    scratch.remove("seed/notes.md");
    scratch.write_file("seed-project/x/y", "y");
    wanted.project = true;
    CHECK(refusal() == "cannot seed a workspace: " + scratch.path("seed-project/x") +
                           " is a directory, and no directory in " + scratch.path("seed"));
    CHECK_FALSE(scratch.exists("root"));
}

TEST_CASE_FIXTURE(Seeding, "a seed directory that holds the root is refused")
{
    settings.seed_dir.value = scratch.path();
    CHECK(refusal() == "cannot seed a workspace: the seed directory " + scratch.path() +
                           " (CTASK_SEED_DIR) holds the root " + scratch.path("root"));
}

TEST_CASE_FIXTURE(Seeding, "large files and deep trees are copied")
{
    std::string large;
    for (int line = 0; line < 20'000; ++line) large += std::to_string(line) + " a line of a large file\n";
    scratch.write_file("seed/large", large);
    std::string deep = "seed";
    for (int level = 0; level < 100; ++level) deep += "/d";
    scratch.write_file(deep + "/bottom", "deep");

    create();

    CHECK(scratch.read_file(made + "/large") == large);
    CHECK(scratch.read_file(made + deep.substr(4) + "/bottom") == "deep");
}

TEST_CASE_FIXTURE(Seeding, "a failure while seeding leaves nothing in the category")
{
    scratch.write_file("seed/sub/y", "y");
    world.files.faults().fail(Touch::write, "sub/y", ENOSPC);
    CHECK_THROWS_AS(create(), std::system_error);
    CHECK(world.files.open_directory(scratch.path("root/general"))->names().empty());
}

struct Project : Seeding {
    Project()
    {
        wanted.project = true;
        wanted.title = "Billing Service";
    }
};

TEST_CASE_FIXTURE(Project, "a project has a directory of its own, in which nothing is, to start in")
{
    const Workspace project = create();

    CHECK(project.path == scratch.path("root/projects/2026-11-22_billing-service"));
    CHECK(project.task.type == "project");
    CHECK(project.task.category == "projects");
    CHECK(project.task.launch_dir == "billing-service");
    CHECK(project.directory->names("billing-service").empty());
    CHECK(project.directory->read(".gitignore", 1000).bytes.find("\n.ctask/\nlogs/sessions.log\n") !=
          std::string::npos);
    CHECK(project.directory->read("AGENTS.md", 10000).bytes.find("`billing-service/`") != std::string::npos);
    const Workspace again = create();
    CHECK(again.task.slug == "billing-service-2");
    CHECK(again.task.launch_dir == "billing-service-2");
}

TEST_CASE_FIXTURE(Project, "a seed's .gitignore is the project's")
{
    scratch.write_file("seed-project/.gitignore", "mine\n");
    CHECK(create().directory->read(".gitignore", 1000).bytes == "mine\n");
}

TEST_CASE_FIXTURE(Project,
                  "projects go to the project root, with a category's directory only when one is given")
{
    settings.project_root.value = scratch.path("p");
    const Workspace plain = create();
    CHECK(plain.path == scratch.path("p/2026-11-22_billing-service"));
    CHECK(plain.root == scratch.path("p"));
    CHECK(plain.task.category == "projects");
    wanted.category = "work";
    const Workspace placed = create();
    CHECK(placed.path == scratch.path("p/work/2026-11-22_billing-service"));
    CHECK(placed.task.category == "work");
    wanted.project = false;
    CHECK(create().path == scratch.path("root/work/2026-11-22_billing-service"));
}

TEST_CASE_FIXTURE(Project, "a project that is called like something in it gets a number")
{
    scratch.write_file("seed/src/main.c", "int x;");
    for (const char* title : {"Context", "logs", "SRC"}) {
        CAPTURE(title);
        wanted.title = title;
        const Workspace project = create();
        CHECK(project.task.slug.ends_with("-2"));
        CHECK(project.directory->names(project.task.launch_dir).empty());
    }
}

/// Counts what is written, and what is on disk once it is.
class Counting : public FaultyDirectory {
  public:
    explicit Counting(std::unique_ptr<Directory> real)
        : FaultyDirectory(std::move(real), std::make_shared<Faults>(), std::make_shared<Timeline>())
    {
    }
    void write(const std::string& name, const std::function<void(ByteSink&)>& produce, Durability durability,
               mode_t mode) override
    {
        ++written;
        synced += durability == Durability::synced ? 1 : 0;
        FaultyDirectory::write(name, produce, durability, mode);
    }

    int written = 0;
    int synced = 0;
};

TEST_CASE_FIXTURE(Seeding, "what a new workspace holds is on disk before it is complete, but for many seeds")
{
    for (const int more : {0, 20}) {
        CAPTURE(more);
        for (int file = 0; file < more; ++file) scratch.write_file("seed/f" + std::to_string(file), "x");
        const std::string place = "laid-out" + std::to_string(more);
        scratch.make_directory(place);
        const Seeds seeds(world.files, settings, false);
        Counting seeded(world.files.open_directory(scratch.path(place)));
        seeds.lay_out(seeded);
        CHECK(seeded.written == 1 + more);
        CHECK(seeded.synced == (more > 0 ? 0 : 1));

        Counting texts(world.files.open_directory(scratch.path(place)));
        seeds.write_texts(texts, [](const std::string&) { return "text\n"; });
        CHECK(texts.written > 1);
        CHECK(texts.synced == texts.written);
    }
}

} // namespace
} // namespace ctask
