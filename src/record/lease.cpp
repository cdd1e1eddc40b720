// Leases to JSON and back.
#include "record/lease.hpp"

#include "record/json_reader.hpp"
#include "record/optional_members.hpp"

#include <array>
#include <limits>

namespace ctask {

namespace {

/// Nothing for what no process can be called.
std::optional<pid_t> read_pid(const JsonValue& value)
{
    const auto number = value.number();
    if (!number || *number <= 0 || *number > std::numeric_limits<pid_t>::max()) return std::nullopt;
    return static_cast<pid_t>(*number);
}

/// 0 for what is none.
std::uint64_t read_positive(const JsonValue& value)
{
    const auto number = value.number();
    return number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
}

std::string read_hostname(const JsonValue& root)
{
    const JsonValue old_name = root["host"];
    return root["hostname"].text().value_or(old_name.text().value_or(""));
}

/// The earlier tool's name for it is not known for sure.
std::optional<WallTime> read_heartbeat(const JsonValue& root)
{
    constexpr std::array kNames = {"heartbeat_at", "last_heartbeat", "last_heartbeat_at", "heartbeat"};
    for (const char* name : kNames)
        if (const auto time = root[name].time()) return time;
    return std::nullopt;
}

} // namespace

std::optional<Lease> parse_lease(std::string_view bytes, std::string& problem)
{
    if (bytes.size() > kLeaseLimit) {
        problem = "is too large for a lease";
        return std::nullopt;
    }
    const auto document = JsonDocument::parse(bytes, problem);
    if (!document) return std::nullopt;
    const JsonValue root = document->root();
    const auto pid = read_pid(root["pid"]);
    const auto child_pid = read_pid(root["child_pid"]);

    Lease lease;
    lease.session_id = root["session_id"].text().value_or("");
    if (!root.is_object())
        problem = "is not a lease: expected an object";
    else if (lease.session_id.empty())
        problem = "is not a lease: expected a session_id";
    else if (!pid)
        problem = "is not a lease: expected a pid";
    else if (!child_pid && !root["child_pid"].is_null_or_absent())
        problem = "is not a lease: expected child_pid to be a pid";
    if (!problem.empty()) return std::nullopt;

    lease.pid = *pid;
    lease.pid_start = read_positive(root["pid_start"]);
    lease.child_pid = child_pid.value_or(0);
    lease.child_start = read_positive(root["child_start"]);
    lease.hostname = read_hostname(root);
    lease.boot_id = root["boot_id"].text().value_or("");
    lease.pid_namespace = root["pid_namespace"].text().value_or("");
    lease.workspace_inode = read_positive(root["workspace_inode"]);
    lease.user = root["user"].text().value_or("");
    lease.agent = root["agent"].text().value_or("");
    lease.mode = root["mode"].text_view() == kPersistent ? kPersistent : kDirect;
    lease.started_at = root["started_at"].time();
    lease.heartbeat_at = read_heartbeat(root);
    lease.version = root["version"].text().value_or("");
    lease.tmux.session = root["tmux_session"].text().value_or("");
    lease.tmux.socket = root["tmux_socket"].text().value_or("");
    lease.tmux_session_ended = root["tmux_session_ended"].truth().value_or(false);
    return lease;
}

void write_lease(ByteSink& sink, const Lease& lease)
{
    JsonWriter json(sink);
    json.begin_object();
    write_if_set(json, "session_id", lease.session_id);
    json.key("pid").value(static_cast<std::int64_t>(lease.pid));
    write_if_set(json, "pid_start", lease.pid_start);
    write_if_set(json, "child_pid", static_cast<std::uint64_t>(lease.child_pid));
    write_if_set(json, "child_start", lease.child_start);
    write_if_set(json, "hostname", lease.hostname);
    write_if_set(json, "boot_id", lease.boot_id);
    write_if_set(json, "pid_namespace", lease.pid_namespace);
    write_if_set(json, "workspace_inode", lease.workspace_inode);
    write_if_set(json, "user", lease.user);
    write_if_set(json, "agent", lease.agent);
    write_if_set(json, "mode", lease.mode);
    write_if_set(json, "started_at", lease.started_at);
    write_if_set(json, "heartbeat_at", lease.heartbeat_at);
    write_if_set(json, "version", lease.version);
    write_if_set(json, "tmux_session", lease.tmux.session);
    write_if_set(json, "tmux_socket", lease.tmux.socket);
    if (lease.tmux_session_ended) json.key("tmux_session_ended").value(true);
    json.end_object();
    json.finish();
}

} // namespace ctask
