// ctask undo: brings a workspace back from the trash, or shows what is there.
#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "cli/json_members.hpp"
#include "cli/lifecycle_commands.hpp"
#include "cli/notice.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "record/trash_note.hpp"
#include "report/table.hpp"
#include "workspace/paths.hpp"
#include "workspace/trash_look.hpp"
#include "workspace/trash_return.hpp"

#include <set>

namespace ctask {

namespace {

std::string why(const TrashEntry& entry)
{
    if (entry.reason == kDeleted) return "deleted";
    return entry.reason == kNothingDone ? "nothing done" : "-";
}

Cell time_left(const TrashEntry& entry, WallTime now)
{
    Nanoseconds left = expires_at(entry.trashed_at, entry.last_look, now) - now;
    if (left <= Nanoseconds{0}) return {"next time", Shade::doubtful};
    // What was promised counts, as long as it does; a look or two more it may have after that.
    const Nanoseconds promised = entry.trashed_at + kKeptInTrash - now;
    if (promised > Nanoseconds{0}) left = std::min(left, promised);
    // Rounded up: what has just come is there for all of its days.
    constexpr Nanoseconds kDay = std::chrono::hours(24);
    return {"in " + describe_duration(left > kDay ? left + kDay - Nanoseconds{1} : left)};
}

std::set<std::string> repeated_names(const std::vector<TrashEntry>& entries)
{
    std::set<std::string> seen;
    std::set<std::string> repeated;
    for (const TrashEntry& entry : entries)
        if (!seen.insert(entry.name).second) repeated.insert(entry.name);
    return repeated;
}

/// By which each can be brought back: the name of the workspace, or where that is not enough the entry's.
std::string name_to_give(const TrashEntry& entry, const std::set<std::string>& repeated)
{
    return repeated.count(entry.name) != 0 ? entry.entry : entry.name;
}

void print_table(World& world, Streams& streams, const std::vector<TrashEntry>& entries)
{
    const WallTime now = world.clock.now();
    const std::set<std::string> repeated = repeated_names(entries);
    Table table({"TRASHED", "GOES", "WHY", "NAME", "TITLE"});
    table.tells_apart(3);
    table.may_go({2, 1, 4});
    for (const TrashEntry& entry : entries) {
        const bool broken = !entry.problem.empty();
        table.add({{describe_age(entry.trashed_at, now)},
                   time_left(entry, now),
                   {why(entry)},
                   {name_to_give(entry, repeated)},
                   broken ? Cell{entry.problem, Shade::bad} : Cell{entry.task.title}});
    }
    print(streams, table.text(streams.out_columns, streams.colour_out));
}

/// `path` is where the workspace is now: in the trash, or back.
void write_entry(JsonWriter& json, const TrashEntry& entry, const std::string& path, WallTime now)
{
    json.begin_object();
    json.key("name").value(entry.name);
    write_path(json, "path", path);
    json.key("entry").value(entry.entry);
    json.key("root").value(entry.root);
    json.key("place").value(entry.place);
    json.key("slug").value(entry.slug());
    write_or_null(json, "title", entry.task.title);
    json.key("trashed_at").value(format_time(entry.trashed_at));
    json.key("goes_at").value(format_time(expires_at(entry.trashed_at, entry.last_look, now)));
    write_or_null(json, "reason", entry.reason);
    write_or_null(json, "problem", entry.problem);
    json.end_object();
}

void print_json(World& world, Streams& streams, const std::vector<TrashEntry>& entries)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_array();
    for (const TrashEntry& entry : entries) write_entry(json, entry, entry.path, world.clock.now());
    json.end_array();
    json.finish();
    print(streams, sink.text);
}

void show_list(World& world, Streams& streams, const CommandLine& line, const Settings& settings)
{
    const std::vector<TrashEntry> entries = list_trash(world.files, settings);
    if (line.has("names")) {
        const std::set<std::string> repeated = repeated_names(entries);
        std::string names;
        for (const TrashEntry& entry : entries) {
            const std::string name = name_to_give(entry, repeated);
            names += (streams.out_is_terminal ? visible(name) : name) + "\n";
        }
        print(streams, names);
    } else if (line.has("json")) {
        print_json(world, streams, entries);
    } else if (entries.empty()) {
        notice(streams, "the trash is empty");
    } else {
        print_table(world, streams, entries);
    }
}

} // namespace

int run_undo(World& world, Streams& streams, const CommandLine& line)
{
    const Settings settings = read_settings(world, streams);
    if (line.has("list") || line.has("names")) {
        if (line.argument) throw UsageError("undo --list takes no name", "ctask undo " + *line.argument);
        show_list(world, streams, line, settings);
        return 0;
    }
    const TrashEntry entry = line.argument ? find_in_trash(world.files, settings, world.environment,
                                                           *line.argument, world.clock.now())
                                           : last_in_trash(world.files, settings);
    const std::string path = bring_back(world.files, entry);
    if (line.has("json")) {
        StringSink sink;
        JsonWriter json(sink);
        write_entry(json, entry, path, world.clock.now());
        json.finish();
        print(streams, sink.text);
        return 0;
    }
    notice(streams, "brought back " + entry.place);
    print(streams, (streams.out_is_terminal ? visible(path) : path) + "\n");
    return 0;
}

} // namespace ctask
