// ctask archive and ctask restore: the status of a workspace, flipped.
#include "async/combine.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/consent.hpp"
#include "cli/lifecycle_commands.hpp"
#include "cli/notice.hpp"
#include "cli/read_settings.hpp"
#include "cli/session_in_tmux.hpp"
#include "workspace/finding.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

/// The two directions and their words.
struct Flip {
    bool to_archived;
    const char* status;
    const char* done;
    const char* already;
    const char* question;
};

constexpr Flip kArchive{true, "archived", "archived ", " is archived already",
                        "Archive it all the same? [y/N] "};
constexpr Flip kRestore{false, "active", "restored ", " is active already",
                        "Restore it all the same? [y/N] "};

/// Everything else in task.yaml stays as it is. False when somebody else has flipped it meanwhile.
bool flip_task_file(const World& world, Directory& workspace, const Flip& flip)
{
    const std::string path = workspace.path_of(layout::kTaskFile);
    const FileContent content = workspace.read(layout::kTaskFile, kTaskFileLimit);
    if (!content.present()) throw Failure(path + " " + (content.absent() ? "is gone" : content.problem));
    if (parse_task_file(content.bytes, path).archived() == flip.to_archived) return false;
    const std::string now = format_time(world.clock.now());
    const std::map<std::string, std::string> values = {
        {"status", flip.status}, {"archived_at", flip.to_archived ? now : ""}, {"updated_at", now}};
    workspace.write(layout::kTaskFile, change_task_file(content.bytes, values, path), Durability::synced,
                    kSharedFile);
    return true;
}

Task<> flip_status(World& world, Streams& streams, const CommandLine& line, const Settings& settings,
                   const Workspace& workspace, Flip flip)
{
    bool flipped = false;
    if (workspace.task.archived() != flip.to_archived) {
        std::optional<Stillness> stillness =
            co_await hold_still_with_consent(world, streams, workspace, line, flip.question);
        if (!stillness) co_return;
        flipped = flip_task_file(world, *workspace.directory, flip);
    }
    if (!flipped)
        notice(streams, workspace.name + flip.already);
    else if (flip.to_archived)
        notice(streams, flip.done + workspace.name + "; ctask restore " +
                            shell_quoted(word_for(world.files, settings, workspace, {workspace.name})) +
                            " brings it back");
    else
        notice(streams, flip.done + workspace.name);
}

int run_flip(World& world, Streams& streams, const CommandLine& line, const Flip& flip)
{
    const Settings settings = read_settings(world, streams);
    const Workspace workspace = find_workspace(world.files, settings, world.environment, *line.argument);
    adopt_orphan(world, streams, workspace);
    run_to_completion(world.context, flip_status(world, streams, line, settings, workspace, flip));
    return 0;
}

} // namespace

int run_archive(World& world, Streams& streams, const CommandLine& line)
{
    return run_flip(world, streams, line, kArchive);
}

int run_restore(World& world, Streams& streams, const CommandLine& line)
{
    return run_flip(world, streams, line, kRestore);
}

} // namespace ctask
