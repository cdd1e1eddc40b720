// ctask status: what runs now, once or as it changes.
#include "async/combine.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/status_text.hpp"
#include "cli/status_watch.hpp"

namespace ctask {

int run_status(World& world, Streams& streams, const CommandLine& line)
{
    const Settings settings = read_settings(world, streams);
    if (line.has("watch")) {
        run_to_completion(world.context, watch_status(world, streams, settings, line.has("json")));
        return 0;
    }
    LiveSessions sessions(world, settings);
    sessions.look_at_all(false);
    print(streams, line.has("json") ? status_json(sessions.found(), JsonWriter::Layout::indented)
                                    : status_text(sessions.found(), world.clock.now(), streams.out_columns,
                                                  streams.colour_out));
    return 0;
}

} // namespace ctask
