// What may be deleted: the whole table, and what the facts are taken from.
#include "session/deletion.hpp"

#include "base/error.hpp"
#include "session/write_lock.hpp"
#include "session_fixture.hpp"

#include <cerrno>

namespace ctask {
namespace {

Task<> delete_into(World& world, const Workspace& workspace, Deletion& deletion)
{
    const std::vector<std::string> inside = {"nowhere", "output/inner"};
    deletion = co_await delete_workspace(world, workspace, inside);
}

class Deleting : public SessionFixture {
  public:
    DeletionFacts facts(bool for_good = false)
    {
        return look_before_deletion(world.world(), workspace, for_good,
                                    live_among(look_at_leases(world.world(), *workspace.directory)));
    }
    Deletion delete_it()
    {
        Deletion deletion;
        world.run(delete_into(world.world(), workspace, deletion));
        return deletion;
    }
    Lease living()
    {
        world.processes.table().add(4711, 90000);
        return lease_on(world.host, "other", 4711, 90000);
    }
};

TEST_CASE("any one fact that speaks against it refuses, the gravest first")
{
    using Refusal = DeletionRefusal;
    for (unsigned bits = 0; bits < 256; ++bits) {
        CAPTURE(bits);
        const auto bit = [bits](unsigned at) { return (bits & (1U << at)) != 0; };
        const DeletionFacts facts{bit(0), bit(1), bit(2), bit(3), bit(4), bit(5), bit(6), bit(7)};
        std::optional<Refusal> expected;
        if (facts.in_trash && !facts.for_good) expected = Refusal::in_trash;
        if (facts.session_live_inside) expected = Refusal::session_live_inside;
        if (facts.mount_inside) expected = Refusal::mount_inside;
        if (facts.named_by_environment) expected = Refusal::named_by_environment;
        if (facts.session_live) expected = Refusal::session_live;
        if (facts.stands_in_it) expected = Refusal::stands_in_it;
        if (facts.of_another_user) expected = Refusal::of_another_user;
        CHECK(why_not_deleted(facts) == expected);
    }
}

TEST_CASE_FIXTURE(Deleting, "a workspace that nobody uses may go, and goes")
{
    CHECK_FALSE(why_not_deleted(facts()).has_value());

    const Deletion deletion = delete_it();

    REQUIRE(deletion.moved.has_value());
    CHECK_FALSE(exists(below));
    CHECK_FALSE(deletion.moved->trash->stamp_of(deletion.moved->name + "/.ctask/write.lock").has_value());
}

TEST_CASE_FIXTURE(Deleting, "standing anywhere in it is seen, through links too, and beside it is not")
{
    scratch.make_directory(name("context/deep"));
    scratch.make_directory(below.substr(0, below.size() - 1) + "-2");
    scratch.make_link(scratch.path(below), "link");
    for (const std::string& inside :
         {below, name("context"), name("context/deep"), std::string("link/context")}) {
        world.environment.working_directory = scratch.path(inside);
        CHECK(facts().stands_in_it);
    }
    for (const std::string& outside : {std::string(), std::string("general"),
                                       below.substr(0, below.size() - 1) + "-2", std::string("nowhere")}) {
        world.environment.working_directory = scratch.path(outside);
        CHECK_FALSE(facts().stands_in_it);
    }
}

TEST_CASE_FIXTURE(Deleting, "the workspace that CTASK_WORKSPACE names, the owner, and the trash are seen")
{
    world.environment.entries = {"CTASK_WORKSPACE=" + workspace.path + "/."};
    CHECK(facts().named_by_environment);
    world.environment.entries = {"CTASK_WORKSPACE=" + scratch.path("general")};
    CHECK_FALSE(facts().named_by_environment);
    world.host.uid += 1;
    CHECK(facts().of_another_user);
    workspace.path = scratch.path(".trash/20261101T000000Z_x");
    CHECK(facts().in_trash);
}

TEST_CASE_FIXTURE(Deleting, "a live session, and a lease that is young and cannot be read, speak against it")
{
    write_lease_file(living());
    CHECK(facts().session_live);
    scratch.write_file(state("session.json"), "");
    CHECK(facts().session_live);
    scratch.age(state("session.json"), std::chrono::minutes(2));
    CHECK_FALSE(facts().session_live);
}

TEST_CASE_FIXTURE(Deleting, "a session that has come in meanwhile is seen under the lock")
{
    world.files.faults().before(Touch::lock, "write.lock", [this] { write_lease_file(living()); });

    const Deletion deletion = delete_it();

    CHECK_FALSE(deletion.moved.has_value());
    REQUIRE(deletion.in_use.has_value());
    CHECK(deletion.in_use->session_id() == "other");
    CHECK(exists(below));
    CHECK_FALSE(exists(".trash"));
}

TEST_CASE_FIXTURE(Deleting,
                  "a session that has come into a workspace inside meanwhile is seen under the lock")
{
    scratch.write_file(name("output/inner/task.yaml"), "slug: inner\n");
    const std::string lease = name("output/inner/.ctask/session.json");
    StringSink sink;
    write_lease(sink, living());
    world.files.faults().before(Touch::lock, "write.lock",
                                [this, lease, text = sink.text] { scratch.write_file(lease, text); });

    const Deletion deletion = delete_it();

    CHECK_FALSE(deletion.moved.has_value());
    REQUIRE(deletion.in_use_inside.has_value());
    CHECK(deletion.in_use_inside->place == "output/inner");
    CHECK(exists(below));
}

TEST_CASE_FIXTURE(Deleting, "a lock that is held keeps the workspace; one that no space is left for does not")
{
    world.files.faults().hold_lock("write.lock", "{\"v\":2,\"pid\":99}");
    CHECK_THROWS_AS(delete_it(), LockTimeout);
    CHECK(exists(below));

    world.files.faults().forget_all();
    world.files.faults().fail(Touch::lock, "write.lock", EACCES);
    CHECK_THROWS_AS(delete_it(), std::system_error);
    CHECK(exists(below));

    world.files.faults().forget_all();
    world.files.faults().fail(Touch::lock, "write.lock", ENOSPC);
    CHECK(delete_it().moved.has_value());
    CHECK_FALSE(exists(below));
}

TEST_CASE_FIXTURE(Deleting, "a workspace whose state is a link can be deleted, and the link is not followed")
{
    scratch.remove(name(".ctask"));
    scratch.write_file("elsewhere/session.json", "x");
    scratch.make_link(scratch.path("elsewhere"), name(".ctask"));

    CHECK(delete_it().moved.has_value());

    CHECK(scratch.read_file("elsewhere/session.json") == "x");
    CHECK_FALSE(exists(below));
}

} // namespace
} // namespace ctask
