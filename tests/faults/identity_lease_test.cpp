// Leases that name processes which are not what they seem.
#include "end_to_end/records.hpp"
#include "posix/host.hpp"
#include "posix/procfs.hpp"
#include "record/lease.hpp"
#include "support/doctest.hpp"
#include "support/leases.hpp"

#include <unistd.h>

using namespace ctask;

namespace {

/// A lease of a session that runs on this machine, in the test's own process.
Lease own_lease()
{
    const Host host = read_host(Environment());
    Lease lease = lease_on(host, "of-the-test", host.pid, host.start_ticks);
    lease.agent = "claude";
    lease.started_at = lease.heartbeat_at =
        std::chrono::floor<Seconds>(std::chrono::system_clock::now() - Seconds(5));
    return lease;
}

/// A workspace in which such a lease lies.
class Leased {
  public:
    explicit Leased(const Lease& lease) : workspace(ctask.make_workspace("idea"))
    {
        StringSink sink;
        write_lease(sink, lease);
        const std::string below = workspace.substr(ctask.scratch.path().size() + 1);
        lease_name = below + "/.ctask/session.json";
        ctask.scratch.write_file(lease_name, sink.text);
    }

    ProgramResult resume() const
    {
        return ctask.run(Words{"resume", workspace, "--no-input"} + Binary::agent({"exit", "3"}));
    }
    void check_in_use() const
    {
        const ProgramResult result = resume();
        CHECK(result.status == 75);
        CHECK(contains(result.err, "is in use"));
        CHECK(history_of(workspace).empty());
        CHECK(parsed(ctask.run({"info", workspace, "--json"}).out).root()["session"].text() == "active");
    }
    void check_free() const
    {
        CHECK(parsed(ctask.run({"info", workspace, "--json"}).out).root()["session"].text() == "stale");
        const ProgramResult result = resume();
        CHECK(result.status == 3);
        CHECK(contains(result.err, "interrupted"));
        CHECK(history_of(workspace).size() == 2);
        CHECK(leftovers(workspace) == "");
    }

    Binary ctask;
    std::string workspace;
    std::string lease_name;
};

} // namespace

TEST_SUITE_BEGIN("identity");

TEST_CASE("a lease of a live process counts, one of its pid and another start does not")
{
    Lease lease = own_lease();
    Leased(lease).check_in_use();
    for (const std::uint64_t other : {lease.pid_start - 1, lease.pid_start + 1, std::uint64_t{1}}) {
        lease.pid_start = other;
        Leased(lease).check_free();
    }
}

TEST_CASE("a lease of process 1 counts when it is the very one")
{
    Lease lease = own_lease();
    lease.pid = 1;
    const auto first = read_process_stat(1);
    REQUIRE(first);
    lease.pid_start = start_since_boot(*first);
    Leased(lease).check_in_use();
    lease.pid_start += 4;
    Leased(lease).check_free();
}

TEST_CASE("a lease without a start counts when its process is older than its heartbeat")
{
    Lease lease = own_lease();
    lease.pid_start = 0;
    lease.boot_id = lease.pid_namespace = "";
    lease.heartbeat_at = std::chrono::floor<Seconds>(std::chrono::system_clock::now());
    Leased(lease).check_in_use();
    lease.heartbeat_at = *lease.heartbeat_at - Seconds(30 * 24 * 3600);
    Leased(lease).check_free();
}

TEST_CASE("a lease of another boot of this machine is dead, however fresh it looks")
{
    Lease lease = own_lease();
    lease.boot_id = "00000000-0000-0000-0000-000000000000";
    Leased(lease).check_free();
}

TEST_CASE("a lease of another machine lives as long as its heartbeat does")
{
    Lease lease = own_lease();
    lease.hostname = "elsewhere";
    lease.boot_id = "00000000-0000-0000-0000-000000000000";
    Leased(lease).check_in_use();
    lease.heartbeat_at = *lease.heartbeat_at - Seconds(120);
    const Leased old(lease);
    old.ctask.scratch.age(old.lease_name, Seconds(120));
    old.check_free();
}

TEST_CASE("a lease of another machine lives while it is written, though the clock there is behind")
{
    Lease lease = own_lease();
    lease.hostname = "elsewhere";
    lease.boot_id = "00000000-0000-0000-0000-000000000000";
    lease.heartbeat_at = *lease.heartbeat_at - Seconds(3600);
    Leased(lease).check_in_use();
}

TEST_CASE("a heartbeat from the future is as old as its file")
{
    for (const Seconds ahead : {Seconds(3600), Seconds(365 * 24 * 3600)}) {
        Lease lease = own_lease();
        lease.hostname = "elsewhere";
        lease.boot_id = "00000000-0000-0000-0000-000000000000";
        lease.heartbeat_at = *lease.heartbeat_at + ahead;
        Leased(lease).check_in_use();
        const Leased old(lease);
        old.ctask.scratch.age(old.lease_name, Seconds(120));
        old.check_free();
    }
}

TEST_SUITE_END();
