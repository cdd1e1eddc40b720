// What ctask info tells, for scripts.
#include "cli/info.hpp"

#include "cli/json_members.hpp"

namespace ctask {

namespace {

CatalogEntry as_listed(const Workspace& workspace)
{
    return {workspace.path,       workspace.name, workspace.root,
            workspace.category(), workspace.task, workspace.problem};
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

/// The agent's command with its arguments, from the profile or as it was named.
void write_command(JsonWriter& json, const WorkspaceInfo& info)
{
    const auto& profile = info.agent.profile;
    json.key("command").begin_object();
    json.key("value");
    if (info.agent_problem.empty()) {
        std::vector<std::string> argv = {info.agent.command};
        argv.insert(argv.end(), info.agent.args.begin(), info.agent.args.end());
        json.value(argv);
    } else {
        json.null();
    }
    write_source_members(json, profile ? Setting{"", profile->source, profile->line} : info.agent.named);
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
    write_or_null(json, "launch_dir", info.workspace.task.launch_dir);
    if (info.starts_in.empty())
        json.key("starts_in").null();
    else
        write_path(json, "starts_in", info.starts_in);
    write_or_null(json, "launch_problem", info.launch_problem);
    json.key("sessions").begin_array();
    for (const LeaseOnDisk& lease : info.sessions.leases) {
        json.begin_object();
        write_lease_members(json, lease);
        json.end_object();
    }
    json.end_array();
    write_or_null(json, "session_problem", info.sessions.problem);
    json.key("session_count").value(std::uint64_t{info.past.entries.size()});
    write_last_session(json, info.past);
    json.key("settings").begin_object();
    for (const auto& [key, setting] : info.settings_by_name) write_setting(json, key, setting);
    write_setting(json, "agent", info.agent.named);
    write_command(json, info);
    write_list_settings(json, info.settings);
    json.end_object();
    json.end_object();
    json.finish();
    return std::move(sink.text);
}

} // namespace ctask
