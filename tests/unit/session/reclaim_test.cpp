// A fresh workspace in which nothing happened goes to the trash; anything that happened keeps it.
#include "session_fixture.hpp"

#include <csignal>
#include <unistd.h>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

class Fresh : public SessionFixture {
  public:
    Fresh() { world.host.uid = ::getuid(); }

    /// A session of `new` whose agent does this and exits with 1.
    Outcome cancelled_after(const std::function<void()>& work)
    {
        world.processes.next_child().exits_after(1s, 1).when_started(work);
        return run(plan_of_new());
    }
};

} // namespace

TEST_CASE_FIXTURE(Fresh, "a cancelled session that changed nothing moves its workspace to the trash, settled")
{
    const Outcome outcome = cancelled_after([] {});

    CHECK(exit_status(outcome.ending) == 1);
    REQUIRE(events.has<Reclaimed>());
    CHECK_FALSE(exists(below));
    REQUIRE(exists(".trash"));
    CHECK(outcome.trash_path.starts_with(scratch.path(".trash/")));
    const auto trashed = world.files.open_directory(outcome.trash_path);
    CHECK(trashed->stamp_of("task.yaml").has_value());
    CHECK_FALSE(trashed->stamp_of(".ctask/session.json").has_value());
    CHECK_FALSE(trashed->stamp_of(".ctask/write.lock").has_value());
}

TEST_CASE("anything at all that was done keeps the workspace")
{
    using Work = void (*)(Fresh&);
    const Work works[] = {
        [](Fresh& in) { in.scratch.write_file(in.name("new.txt"), "x"); },
        [](Fresh& in) { in.scratch.make_directory(in.name("empty")); },
        [](Fresh& in) { in.scratch.write_file(in.name(".ctask/own"), "x"); },
        [](Fresh& in) { in.scratch.write_file(in.name(".git/HEAD"), "x"); },
        [](Fresh& in) { in.scratch.write_file(in.name("notes.md"), "x"); },
        [](Fresh& in) { in.scratch.remove(in.name("notes.md")); },
        [](Fresh& in) { in.scratch.set_mode(in.name("notes.md"), 0755); },
        [](Fresh& in) { in.scratch.make_link("/", in.name("link")); },
    };
    for (const Work work : works) {
        Fresh fresh;

        const Outcome outcome = fresh.cancelled_after([&] { work(fresh); });

        CHECK(fresh.exists(fresh.below));
        CHECK_FALSE(fresh.events.has<Reclaimed>());
        CHECK(outcome.summary.has_value());
        CHECK(fresh.history().size() == 1);
        fresh.check_settled();
    }
}

TEST_CASE_FIXTURE(Fresh, "a zero exit keeps an unchanged workspace, and so does a resume that fails")
{
    world.processes.next_child().exits_after(1s, 0);
    run(plan_of_new());
    CHECK(exists(below));

    world.processes.next_child().exits_after(1s, 1);
    run(plan());
    CHECK(exists(below));
    CHECK_FALSE(events.has<Reclaimed>());
}

TEST_CASE_FIXTURE(Fresh, "a process that stands in the workspace keeps it")
{
    world.processes.table().standing_in.push_back(ProcessFacts{4242, 0, 1, world.clock.now(), "daemon"});

    cancelled_after([] {});

    CHECK(exists(below));
    CHECK_FALSE(events.has<Reclaimed>());
}

TEST_CASE_FIXTURE(Fresh,
                  "a session that was hung up after over a minute keeps its workspace, one before does not")
{
    for (const Nanoseconds ran : {Nanoseconds(30s), Nanoseconds(61s)}) {
        Fresh fresh;
        fresh.world.processes.next_child();
        fresh.world.at(ran, [&] { fresh.world.signals.push(SIGTERM, 900); });

        fresh.run(fresh.plan_of_new());

        CHECK(fresh.exists(fresh.below) == (ran > 60s));
    }
}

TEST_CASE_FIXTURE(Fresh, "an agent that cannot be started takes its fresh workspace along")
{
    world.processes.next_child().cannot_start(ENOENT);

    const Outcome outcome = run(plan_of_new());

    CHECK(exit_status(outcome.ending) == 127);
    CHECK_FALSE(exists(below));
}

TEST_CASE_FIXTURE(Fresh, "a workspace that cannot be moved stays, settled, with a warning")
{
    world.files.faults().fail(Touch::move, workspace.name, EXDEV);

    const Outcome outcome = cancelled_after([] {});

    CHECK(exit_status(outcome.ending) == 1);
    CHECK(exists(below));
    CHECK(events.has<Trouble>());
    CHECK(history().size() == 1);
    check_settled();
}
