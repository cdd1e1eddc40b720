// What ctask info tells, for scripts.
#include "cli/info.hpp"

#include "cli/json_members.hpp"

namespace ctask {

namespace {

const char* state_of(const Verdict& verdict)
{
    switch (verdict.life) {
    case Verdict::Life::live:
        return "active";
    case Verdict::Life::agent_only:
        return "agent_only";
    case Verdict::Life::stale:
        return "stale";
    case Verdict::Life::unknown:
        return "unknown";
    }
    return "unknown";
}

void write_pid(JsonWriter& json, const std::string& key, pid_t pid)
{
    json.key(key);
    if (pid > 0)
        json.value(static_cast<std::int64_t>(pid));
    else
        json.null();
}

void write_lease_members(JsonWriter& json, const LeaseOnDisk& on_disk)
{
    const Lease lease = on_disk.found.lease.value_or(Lease());
    json.begin_object();
    write_text_or_null(json, "session_id", lease.session_id);
    json.key("owner").value(on_disk.owner);
    json.key("state").value(state_of(on_disk.verdict));
    write_text_or_null(json, "mode", on_disk.found.lease ? lease.mode : "");
    write_text_or_null(json, "agent", lease.agent);
    write_text_or_null(json, "hostname", lease.hostname);
    write_text_or_null(json, "user", lease.user);
    write_pid(json, "pid", lease.pid);
    write_pid(json, "child_pid", lease.child_pid);
    write_time_or_null(json, "started_at", lease.started_at);
    write_time_or_null(json, "heartbeat_at", lease.heartbeat_at);
    write_text_or_null(json, "tmux_session", lease.tmux_session);
    write_text_or_null(json, "problem", on_disk.found.problem);
    json.end_object();
}

Listed as_listed(const Workspace& workspace)
{
    return {workspace.path, workspace.name, workspace.root, workspace.category(), workspace.task, {}};
}

void write_setting(JsonWriter& json, const std::string& key, const Setting& setting)
{
    json.key(key).begin_object();
    write_text_or_null(json, "value", setting.value);
    write_text_or_null(json, "source", setting.source);
    json.end_object();
}

void write_last_session(JsonWriter& json, const PastSessions& past)
{
    json.key("last_session");
    if (past.entries.empty()) {
        json.null();
        return;
    }
    json.begin_object();
    write_session_members(json, past.entries.back());
    json.end_object();
}

} // namespace

std::string info_json(const WorkspaceInfo& info)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_object();
    write_workspace_members(json, as_listed(info.workspace), info.sessions.state);
    write_time_or_null(json, "archived_at", info.workspace.task.archived_at);
    write_text_or_null(json, "launch_dir", info.workspace.task.launch_dir);
    json.key("sessions").begin_array();
    for (const LeaseOnDisk& lease : info.sessions.leases) write_lease_members(json, lease);
    json.end_array();
    write_text_or_null(json, "session_problem", info.sessions.problem);
    json.key("session_count").value(std::uint64_t{info.past.entries.size()});
    write_last_session(json, info.past);
    json.key("settings").begin_object();
    write_setting(json, "root", info.settings.root);
    write_setting(json, "project_root", info.settings.project_root);
    write_setting(json, "agent", info.agent);
    json.end_object();
    json.end_object();
    json.finish();
    return std::move(sink.text);
}

} // namespace ctask
