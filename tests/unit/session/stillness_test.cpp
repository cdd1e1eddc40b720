// Holding a workspace still: the lock is there while it lives, and who is alive is known.
#include "session/stillness.hpp"

#include "session/write_lock.hpp"
#include "session_fixture.hpp"

namespace ctask {
namespace {

Task<> hold_into(World& world, Directory& directory, Stillness& stillness)
{
    stillness = co_await hold_still(world, directory);
}

TEST_CASE_FIXTURE(SessionFixture, "the lock is held as long as the workspace is to stand still")
{
    {
        Stillness stillness;
        world.run(hold_into(world.world(), *workspace.directory, stillness));
        CHECK(stillness.live.empty());
        CHECK(exists(state("write.lock")));
        FakeWorld other(world, 78);
        Stillness refused;
        CHECK_THROWS_AS(other.run(hold_into(other.world(), *workspace.directory, refused)), LockTimeout);
    }
    check_settled();
}

TEST_CASE_FIXTURE(SessionFixture, "whoever is alive in a workspace that stands still is named")
{
    world.processes.table().add(4711, 90000);
    write_lease_file(lease_on(world.host, "other", 4711, 90000));
    Stillness stillness;
    world.run(hold_into(world.world(), *workspace.directory, stillness));
    REQUIRE(stillness.live.size() == 1);
    CHECK(stillness.live.front().session_id() == "other");
}

} // namespace
} // namespace ctask
