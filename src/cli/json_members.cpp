// Members of JSON objects.
#include "cli/json_members.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

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

} // namespace

void write_time_or_null(JsonWriter& json, const std::string& key, const std::optional<WallTime>& time)
{
    write_or_null(json, key, time ? format_time(*time) : std::string());
}

void write_place_members(JsonWriter& json, const std::string& path, const std::string& name,
                         const std::string& slug)
{
    json.key("workspace").value(path);
    if (!is_valid_utf8(path)) json.key("workspace_base64").value(to_base64(path));
    json.key("name").value(name);
    json.key("slug").value(slug);
}

void write_lease_members(JsonWriter& json, const LeaseOnDisk& on_disk)
{
    const Lease lease = on_disk.found.lease.value_or(Lease());
    write_or_null(json, "session_id", lease.session_id);
    json.key("owner").value(on_disk.owner);
    json.key("state").value(state_of(on_disk.verdict));
    write_or_null(json, "mode", on_disk.found.lease ? lease.mode : "");
    write_or_null(json, "agent", lease.agent);
    write_or_null(json, "hostname", lease.hostname);
    write_or_null(json, "user", lease.user);
    write_pid(json, "pid", lease.pid);
    write_pid(json, "child_pid", lease.child_pid);
    write_time_or_null(json, "started_at", lease.started_at);
    write_time_or_null(json, "heartbeat_at", lease.heartbeat_at);
    write_or_null(json, "tmux_session", lease.tmux.session);
    write_or_null(json, "problem", on_disk.found.problem);
}

void write_source_members(JsonWriter& json, const Setting& setting)
{
    write_or_null(json, "source", setting.source);
    json.key("line");
    if (setting.line == 0)
        json.null();
    else
        json.value(std::uint64_t{setting.line});
}

void write_setting(JsonWriter& json, const std::string& key, const Setting& setting)
{
    json.key(key).begin_object();
    write_or_null(json, "value", setting.value);
    write_source_members(json, setting);
    json.end_object();
}

void write_path(JsonWriter& json, const std::string& key, const std::string& path)
{
    json.key(key).value(path);
    if (!is_valid_utf8(path)) json.key(key + "_base64").value(to_base64(path));
}

void write_workspace_members(JsonWriter& json, const CatalogEntry& listed, const std::string& session)
{
    bool broken = !listed.problem.empty();
    json.key("name").value(listed.name);
    write_path(json, "path", listed.path);
    json.key("root").value(listed.root);
    json.key("category").value(listed.category);
    json.key("slug").value(listed.slug());
    write_or_null(json, "title", listed.task.title);
    json.key("status").value(broken ? "broken" : listed.task.status);
    write_or_null(json, "type", broken ? "" : listed.task.type);
    json.key("session").value(session);
    write_time_or_null(json, "created_at", listed.task.created_at);
    write_time_or_null(json, "updated_at", listed.task.updated_at);
    write_or_null(json, "agent", listed.task.agent.name());
    write_or_null(json, "problem", listed.problem);
}

} // namespace ctask
