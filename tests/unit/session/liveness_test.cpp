// Who is alive: "Leases" in ctask-files(5), as a grid.
#include "session/liveness.hpp"

#include "support/doctest.hpp"
#include "support/leases.hpp"

using namespace ctask;
using Life = Verdict::Life;

namespace {

const WallTime kNow = WallTime(std::chrono::seconds(1'800'000'000));

Host this_host()
{
    Host host;
    host.hostname = "here";
    host.boot_id = "boot-1";
    host.pid_namespace = "pid:[1]";
    return host;
}

Lease lease_here()
{
    Lease lease = lease_on(this_host(), "here-10-x", 10, 500);
    lease.child_pid = 11;
    lease.child_start = 501;
    lease.heartbeat_at = kNow - Seconds(10);
    return lease;
}

ProcessFacts process(pid_t pid, std::uint64_t ticks)
{
    ProcessFacts facts;
    facts.pid = pid;
    facts.start_ticks = ticks;
    facts.started_at = kNow - Seconds(100);
    return facts;
}

Sighting sighting(std::optional<ProcessFacts> owner, std::optional<ProcessFacts> child)
{
    return {kNow, kNow, std::move(owner), std::move(child)};
}

Verdict judge_elsewhere(Nanoseconds heartbeat_age, Nanoseconds file_age)
{
    FoundLease found{lease_here(), "", kNow - file_age, 0};
    found.lease->hostname = "there";
    found.lease->boot_id = "boot-2";
    found.lease->heartbeat_at = kNow - heartbeat_age;
    return judge(found, this_host(), sighting(process(10, 500), process(11, 501)));
}

} // namespace

TEST_CASE("a lease that came along with a copy of the workspace is stale, and one that names none is not")
{
    struct Row {
        std::uint64_t named;
        std::uint64_t found_in;
        Life life;
    };
    const std::vector<Row> rows = {
        {70, 70, Life::live}, {70, 71, Life::stale}, {0, 71, Life::live}, {70, 0, Life::live}};
    for (const Row& row : rows) {
        FoundLease found{lease_here(), "", kNow, 0};
        found.lease->workspace_inode = row.named;
        found.workspace_inode = row.found_in;
        const Verdict verdict = judge(found, this_host(), sighting(process(10, 500), process(11, 501)));
        CHECK(verdict.life == row.life);
        CHECK(verdict.certain);
        found.lease->boot_id = found.lease->hostname = "elsewhere";
        CHECK(judge(found, this_host(), sighting(std::nullopt, std::nullopt)).life == Life::live);
    }
}

TEST_CASE("on the same boot and namespace the processes decide, whatever the heartbeat says")
{
    struct Row {
        std::optional<ProcessFacts> owner;
        std::optional<ProcessFacts> child;
        Life life;
    };
    const std::vector<Row> rows = {
        {process(10, 500), process(11, 501), Life::live},
        {process(10, 500), std::nullopt, Life::live},
        {std::nullopt, process(11, 501), Life::agent_only},
        {std::nullopt, std::nullopt, Life::stale},
        {process(10, 999), std::nullopt, Life::stale},
        {process(10, 999), process(11, 501), Life::agent_only},
        {process(10, 999), process(11, 999), Life::stale},
        {process(12, 500), process(13, 501), Life::stale},
        {process(10, 0), std::nullopt, Life::live},
    };
    for (const Nanoseconds age :
         {Nanoseconds(Seconds(0)), Nanoseconds(Seconds(61)), Nanoseconds(Seconds(86400))})
        for (const Row& row : rows) {
            FoundLease found{lease_here(), "", kNow, 0};
            found.lease->heartbeat_at = kNow - age;

            const Verdict verdict = judge(found, this_host(), sighting(row.owner, row.child));

            CHECK(verdict.life == row.life);
            CHECK(verdict.certain);
            CHECK(verdict.heartbeat_age == age);
        }
}

TEST_CASE("a lease without a start time is its process's when that started not after the heartbeat")
{
    FoundLease found{lease_here(), "", kNow, 0};
    found.lease->pid_start = found.lease->child_start = 0;
    ProcessFacts before = process(10, 500);
    ProcessFacts after = process(10, 500);
    before.started_at = *found.lease->heartbeat_at - Seconds(1);
    after.started_at = *found.lease->heartbeat_at + Seconds(5);

    CHECK(judge(found, this_host(), sighting(before, std::nullopt)).life == Life::live);
    CHECK(judge(found, this_host(), sighting(after, std::nullopt)).life == Life::stale);
}

TEST_CASE("a lease of the earlier tool, which names the host alone, is looked up on that host")
{
    FoundLease found{lease_here(), "", kNow, 0};
    found.lease->boot_id.clear();
    found.lease->pid_namespace.clear();

    CHECK(can_look_up(*found.lease, this_host()));
    CHECK(judge(found, this_host(), sighting(std::nullopt, std::nullopt)).life == Life::stale);

    found.lease->hostname = "there";
    CHECK_FALSE(can_look_up(*found.lease, this_host()));
}

TEST_CASE("another boot of the same machine is stale, however fresh the heartbeat")
{
    FoundLease found{lease_here(), "", kNow, 0};
    found.lease->boot_id = "boot-0";
    found.lease->heartbeat_at = kNow;

    const Verdict verdict = judge(found, this_host(), sighting(process(10, 500), process(11, 501)));

    CHECK(verdict.life == Life::stale);
    CHECK(verdict.certain);
}

TEST_CASE("elsewhere only the age of the heartbeat speaks")
{
    CHECK(judge_elsewhere(Seconds(0), Seconds(500)).life == Life::live);
    CHECK(judge_elsewhere(Seconds(60), Seconds(500)).life == Life::live);
    CHECK(judge_elsewhere(Seconds(61), Seconds(61)).life == Life::stale);
    CHECK_FALSE(judge_elsewhere(Seconds(0), Seconds(0)).certain);
}

TEST_CASE("elsewhere a clock that is behind does not make a session dead that beats")
{
    const Verdict verdict = judge_elsewhere(Seconds(3600), Seconds(20));

    CHECK(verdict.life == Life::live);
    CHECK(verdict.heartbeat_age == Nanoseconds(Seconds(20)));
    CHECK(judge_elsewhere(Seconds(3600), Seconds(61)).life == Life::stale);
}

TEST_CASE("a container that shares the host name is elsewhere")
{
    FoundLease found{lease_here(), "", kNow - Seconds(61), 0};
    found.lease->pid_namespace = "pid:[2]";

    CHECK(judge(found, this_host(), sighting(std::nullopt, std::nullopt)).life == Life::live);

    found.lease->heartbeat_at = kNow - Seconds(61);
    CHECK(judge(found, this_host(), sighting(process(10, 500), std::nullopt)).life == Life::stale);
}

TEST_CASE("a heartbeat from the future is judged by the age of the file on its own file system")
{
    CHECK(judge_elsewhere(-Seconds(3600), Seconds(59)).life == Life::live);
    CHECK(judge_elsewhere(-Seconds(3600), Seconds(61)).life == Life::stale);
}

TEST_CASE("a heartbeat from centuries ago or ahead is no fresh one")
{
    FoundLease found{lease_here(), "", kNow - Seconds(3600), 0};
    found.lease->hostname = "there";
    found.lease->boot_id = "boot-2";
    for (const char* long_ago : {"1678-01-01T00:00:00Z", "1700-06-01T00:00:00Z", "2261-12-31T00:00:00Z"}) {
        found.lease->heartbeat_at = parse_time(long_ago);
        CHECK(judge(found, this_host(), sighting({}, {})).life == Life::stale);
    }
    found.modified = *parse_time("1700-06-01T00:00:00Z");
    CHECK(judge(found, this_host(), sighting({}, {})).life == Life::stale);
}

TEST_CASE("a lease that cannot be read is unknown for a minute and stale after")
{
    const auto judge_torn = [](Nanoseconds age) {
        const FoundLease found{std::nullopt, "is empty", kNow - age, 0};
        return judge(found, this_host(), sighting(std::nullopt, std::nullopt)).life;
    };
    CHECK(judge_torn(Seconds(0)) == Life::unknown);
    CHECK(judge_torn(Seconds(60)) == Life::unknown);
    CHECK(judge_torn(Seconds(61)) == Life::stale);
}
