// Leases made up.
#include "support/leases.hpp"

namespace ctask {

Lease full_lease()
{
    Lease lease;
    lease.session_id = "desk-4711-20261123T070405Z";
    lease.pid = 4711;
    lease.pid_start = 881234;
    lease.child_pid = 4712;
    lease.child_start = 881240;
    lease.hostname = "desk";
    lease.boot_id = "1c2d";
    lease.pid_namespace = "4026531836";
    lease.workspace_inode = 131074;
    lease.user = "me";
    lease.agent = "claude";
    lease.mode = "persistent";
    lease.started_at = parse_time("2026-11-23T07:04:05Z");
    lease.heartbeat_at = parse_time("2026-11-23T07:34:05Z");
    lease.version = "0.1.0";
    lease.tmux.session = "ctask-general-x-0a1b2c";
    lease.tmux.socket = "/tmp/tmux-1000/work";
    lease.tmux_session_ended = true;
    return lease;
}

Lease lease_on(const Host& host, const std::string& session_id, pid_t pid, std::uint64_t pid_start)
{
    Lease lease;
    lease.session_id = session_id;
    lease.pid = pid;
    lease.pid_start = pid_start;
    lease.hostname = host.hostname;
    lease.boot_id = host.boot_id;
    lease.pid_namespace = host.pid_namespace;
    return lease;
}

} // namespace ctask
