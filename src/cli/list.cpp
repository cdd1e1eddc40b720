// ctask list: workspaces as a table, as names, or as JSON.
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/json_members.hpp"
#include "cli/notice.hpp"
#include "cli/option_values.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/session_state.hpp"
#include "report/table.hpp"
#include "workspace/catalog.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// What is broken cannot be said to be archived.
bool is_status_wanted(const CatalogEntry& listed, const CommandLine& line)
{
    if (line.has("archived")) return listed.task.archived();
    return line.has("all") || !listed.task.archived();
}

bool is_wanted(const CatalogEntry& listed, const CommandLine& line)
{
    if (!is_status_wanted(listed, line)) return false;
    if (line.has("category") && listed.category != line.get("category")) return false;
    if (!line.has("task") && !line.has("projects")) return true;
    if (!listed.problem.empty()) return false;
    return line.has(listed.task.type == "project" ? "projects" : "task");
}

void print_names(Streams& streams, const std::vector<CatalogEntry>& shown)
{
    std::string names;
    for (const CatalogEntry& listed : shown)
        if (listed.problem.empty())
            names += (streams.out_is_terminal ? visible(listed.name) : listed.name) + "\n";
    print(streams, names);
}

void print_json(World& world, Streams& streams, const std::vector<CatalogEntry>& shown)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_array();
    for (const CatalogEntry& listed : shown) {
        json.begin_object();
        write_workspace_members(json, listed, look_at_sessions(world, *listed.parent, listed.name).state);
        json.end_object();
    }
    json.end_array();
    json.finish();
    print(streams, sink.text);
}

std::vector<Cell> row_of(World& world, const CatalogEntry& listed)
{
    if (!listed.problem.empty())
        return {{"broken", Shade::bad}, {"-"}, {"-"}, {"-"}, {listed.name}, {listed.problem}};
    const TaskFile& task = listed.task;
    std::string session = look_at_sessions(world, *listed.parent, listed.name).state;
    Shade shade = session == "active" ? Shade::good : session == "none" ? Shade::dim : Shade::doubtful;
    auto updated = task.updated_at ? task.updated_at : task.created_at;
    return {{task.status, task.archived() ? Shade::dim : Shade::plain},
            {task.type},
            {session == "none" ? "-" : session, shade},
            {updated ? describe_age(*updated, world.clock.now()) : "-"},
            {listed.name},
            {task.title}};
}

void print_table(World& world, Streams& streams, const std::vector<CatalogEntry>& shown)
{
    Table table({"STATUS", "TYPE", "SESSION", "UPDATED", "NAME", "TITLE"});
    table.tells_apart(4);
    table.may_go({1, 3, 5, 0});
    for (const CatalogEntry& listed : shown) table.add(row_of(world, listed));
    print(streams, table.text(streams.out_columns, streams.colour_out));
}

void tell_nothing_found(Streams& streams, const Settings& settings, const CommandLine& line, bool none_at_all)
{
    if (none_at_all)
        notice(streams, "no workspace in " + settings.root.value + " yet; ctask new \"TITLE\" makes one");
    else
        notice(streams, shell_line(line) + " finds none; ctask list --all shows all there are");
}

} // namespace

int run_list(World& world, Streams& streams, const CommandLine& line)
{
    std::size_t limit = limit_of(line, kUsualLimit);
    Settings settings = read_settings(world, streams);
    std::vector<std::string> closed;
    std::vector<CatalogEntry> shown = read_catalog(world.files, settings, &closed);
    bool none_at_all = shown.empty() && closed.empty();
    std::erase_if(shown, [&line](const CatalogEntry& listed) { return !is_wanted(listed, line); });
    std::size_t found = shown.size();
    if (found > limit) shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(limit), shown.end());

    // With --names there is nothing but names, for scripts.
    if (!closed.empty() && !line.has("names")) notice(streams, describe_closed(closed));
    if (line.has("names")) {
        print_names(streams, shown);
    } else if (line.has("json")) {
        print_json(world, streams, shown);
    } else if (shown.empty()) {
        tell_nothing_found(streams, settings, line, none_at_all);
    } else {
        print_table(world, streams, shown);
        if (found > shown.size())
            notice(streams, std::to_string(shown.size()) + " of " + std::to_string(found) + " shown; " +
                                shell_line(without_limit(line)) + " shows all");
    }
    return 0;
}

} // namespace ctask
