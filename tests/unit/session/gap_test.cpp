// Directories that could be listed at one look only: nothing is said of what lies below them.
#include "session_fixture.hpp"

using namespace ctask;
using namespace std::chrono_literals;

namespace {

using Names = std::vector<std::string>;

class Gap : public SessionFixture {
  public:
    Gap() { scratch.write_file(name("data/one.txt"), "1"); }

    /// A session at whose start and at whose end these can be listed or not.
    Summary run_with(const Names& at_start, const Names& at_end)
    {
        world.advance(1h);
        events.all.clear();
        world.files.unlistable = at_start;
        world.processes.next_child().exits_after(1s).when_started(
            [this, at_end] { world.files.unlistable = at_end; });
        run(plan());
        return summary();
    }
};

const Names kNothing;
const Names kData = {"data"};

} // namespace

TEST_CASE_FIXTURE(Gap,
                  "a directory that cannot be listed at the end is not told as changed by the next session")
{
    for (const Names& at_start : {kNothing, kData}) {
        CAPTURE(at_start.size());
        const Summary first = run_with(at_start, kData);
        CHECK(first.changes.none());
        CHECK(first.end_unreadable == kData);
        scratch.write_file(name("data/two.txt"), "2");

        const Summary second = run_with(kNothing, kNothing);

        CHECK_FALSE(events.has<ChangedOutside>());
        CHECK(second.changes.none());
        CHECK(second.end_unreadable.empty());
        scratch.remove(name("data/two.txt"));
    }
}

TEST_CASE_FIXTURE(Gap, "a directory that cannot be listed at the start only is told as changed by nobody")
{
    run_with(kNothing, kNothing);
    scratch.write_file(name("data/two.txt"), "2");

    const Summary second = run_with(kData, kNothing);

    CHECK_FALSE(events.has<ChangedOutside>());
    CHECK(second.changes.none());
}

TEST_CASE_FIXTURE(Gap, "what lies beside such a directory is told as ever")
{
    run_with(kNothing, kData);
    scratch.write_file(name("data.txt"), "2");

    run_with(kNothing, kNothing);

    REQUIRE(events.has<ChangedOutside>());
    CHECK(events.last<ChangedOutside>().changes == Changes{{"data.txt"}, {}, {}});
}

TEST_CASE_FIXTURE(Gap, "the end of a session that was cut off may have gaps as well")
{
    run_with(kNothing, kNothing);
    write_lease_file(lease_of(4799, 1));
    scratch.write_file(state("manifest-start.json"),
                       R"({"captured_at": "2026-11-22T10:00:00Z", "files": []})");
    world.files.unlistable = kData;
    world.processes.next_child().exits_after(1s);
    run(plan());
    REQUIRE(events.has<Interrupted>());

    CHECK(summary().end_unreadable == kData);
    run_with(kNothing, kNothing);

    CHECK_FALSE(events.has<ChangedOutside>());
}
