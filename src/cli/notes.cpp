// ctask notes: the notes of a workspace, as they are.
#include "base/error.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/named_workspace.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "workspace/layout.hpp"
#include "workspace/task_reading.hpp"

namespace ctask {

namespace {

constexpr std::size_t kNotesLimit = std::size_t{256} << 20;

} // namespace

int run_notes(World& world, Streams& streams, const CommandLine& line)
{
    Workspace workspace = named_workspace(world, read_settings(world, streams), line, Broken::allowed);
    tell_trashed(streams, workspace);
    FileContent notes = workspace.directory->read(layout::kNotes, kNotesLimit);
    std::string path = workspace.path + "/" + layout::kNotes;
    if (notes.absent()) throw Failure("there are no notes: " + path + " does not exist");
    if (!notes.present()) throw Failure(path + " " + notes.problem, hint_for_unread(notes, path));
    print(streams, notes.bytes);
    return 0;
}

} // namespace ctask
