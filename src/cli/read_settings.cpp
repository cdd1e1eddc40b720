// The settings as a command takes them up.
#include "cli/read_settings.hpp"

#include "cli/notice.hpp"

namespace ctask {

Settings read_settings(World& world, Streams& streams)
{
    Settings settings = resolve_settings(world.files, world.environment);
    for (const std::string& warning : settings.warnings) notice(streams, warning);
    return settings;
}

} // namespace ctask
