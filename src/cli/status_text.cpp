// The sessions that run, told.
#include "cli/status_text.hpp"

#include "base/text.hpp"
#include "cli/json_members.hpp"
#include "report/table.hpp"

#include <algorithm>

namespace ctask {

namespace {

constexpr const char* kNothing = "no session runs\n";

std::vector<std::string> headings(bool with_tmux)
{
    std::vector<std::string> texts = {"WORKSPACE", "AGENT", "PID", "HOST", "SINCE", "HEARTBEAT"};
    if (with_tmux) texts.emplace_back("TMUX");
    return texts;
}

std::string heartbeat(const Verdict& verdict)
{
    if (!verdict.heartbeat_age) return "-";
    return describe_duration(*verdict.heartbeat_age) + " ago";
}

Cell agent(const LeaseOnDisk& on_disk)
{
    if (!on_disk.found.lease) return {"cannot be read", Shade::doubtful};
    const std::string name = on_disk.found.lease->agent.empty() ? "-" : on_disk.found.lease->agent;
    if (on_disk.verdict.life == Verdict::Life::agent_only) return {name + ", without ctask", Shade::doubtful};
    return {name};
}

Cell tmux_session(const Lease& lease, bool agent_only)
{
    if (lease.tmux_session_ended) return {"gone", Shade::doubtful};
    // Whoever kept it would have taken the session over.
    if (agent_only && !lease.tmux.session.empty()) return {"gone?", Shade::doubtful};
    return {lease.tmux.session.empty() ? "-" : lease.tmux.session};
}

std::vector<Cell> row(const LiveWorkspace& workspace, const LeaseOnDisk& on_disk, WallTime now,
                      bool with_tmux)
{
    const Lease lease = on_disk.found.lease.value_or(Lease{});
    const bool agent_only = on_disk.verdict.life == Verdict::Life::agent_only;
    const pid_t pid = agent_only ? lease.child_pid : lease.pid;
    const bool late = on_disk.verdict.heartbeat_age && *on_disk.verdict.heartbeat_age > kStaleAfter;
    std::vector<Cell> cells = {{workspace.name},
                               agent(on_disk),
                               {pid > 0 ? std::to_string(pid) : "-"},
                               {lease.hostname.empty() ? "-" : lease.hostname},
                               {lease.started_at ? format_since(*lease.started_at, now) : "-"},
                               {heartbeat(on_disk.verdict), late ? Shade::doubtful : Shade::plain}};
    if (with_tmux) cells.push_back(tmux_session(lease, agent_only));
    return cells;
}

bool has_agent_only(const LiveWorkspace& workspace)
{
    return std::any_of(workspace.live.begin(), workspace.live.end(), [](const LeaseOnDisk& lease) {
        return lease.verdict.life == Verdict::Life::agent_only;
    });
}

bool runs_in_tmux(const LiveWorkspace& workspace)
{
    return std::any_of(workspace.live.begin(), workspace.live.end(), [](const LeaseOnDisk& lease) {
        return lease.found.lease &&
               (!lease.found.lease->tmux.session.empty() || lease.found.lease->tmux_session_ended);
    });
}

} // namespace

std::string status_text(const std::vector<LiveWorkspace>& found, WallTime now, std::size_t columns,
                        bool coloured)
{
    if (found.empty()) return kNothing;
    const bool with_tmux = std::any_of(found.begin(), found.end(), runs_in_tmux);
    Table table(headings(with_tmux));
    table.tells_apart(0);
    // Of an agent without its ctask the number is what one needs.
    if (std::any_of(found.begin(), found.end(), has_agent_only))
        table.may_go({3, 5, 4});
    else
        table.may_go({3, 5, 4, 2});
    for (const LiveWorkspace& workspace : found)
        for (const LeaseOnDisk& lease : workspace.live) table.add(row(workspace, lease, now, with_tmux));
    return table.text(columns, coloured);
}

std::string status_json(const std::vector<LiveWorkspace>& found, JsonWriter::Layout layout)
{
    StringSink sink;
    JsonWriter json(sink, layout);
    json.begin_array();
    for (const LiveWorkspace& workspace : found) {
        for (const LeaseOnDisk& lease : workspace.live) {
            json.begin_object();
            write_place_members(json, workspace.path, workspace.name, workspace.slug);
            json.key("root").value(workspace.root);
            json.key("category").value(workspace.category);
            write_lease_members(json, lease);
            json.end_object();
        }
    }
    json.end_array();
    json.finish();
    if (layout == JsonWriter::Layout::one_line) sink.text += '\n';
    return std::move(sink.text);
}

std::string status_mark(const std::vector<LiveWorkspace>& found)
{
    std::string mark;
    for (const LiveWorkspace& workspace : found) {
        for (const LeaseOnDisk& lease : workspace.live) {
            const Lease known = lease.found.lease.value_or(Lease{});
            mark += workspace.path + '\n' + lease.file + '\n' + lease.session_id() + '\n' +
                    std::to_string(static_cast<int>(lease.verdict.life)) + '\n' +
                    std::to_string(known.child_pid) + '\n' + known.tmux.session + '\n';
        }
    }
    return mark;
}

} // namespace ctask
