// Telling the user's command.
#include "cli/notification.hpp"

#include "base/text.hpp"
#include "cli/notice.hpp"

#include <cerrno>

namespace ctask {

void notify_of_end(World& world, Streams& streams, const Settings& settings, const Environment& environment,
                   const std::string& report)
{
    if (settings.notify.empty()) return;
    const std::string failed = "nobody is notified (" + settings.notify_source.full_source() + "): ";
    const std::string& name = settings.notify.front();
    const ProgramPlace place = world.processes.find_program(name, environment);
    if (place.error != 0) {
        const bool is_missing = place.error == ENOENT;
        notice(streams, failed + visible(name) + (is_missing ? " is not found" : " is not executable"));
        return;
    }
    Command command;
    command.program = place.path;
    command.argv = settings.notify;
    command.environment = environment.entries;
    try {
        world.processes.leave_behind(command, report);
    } catch (const std::exception& failure) {
        notice(streams, failed + visible(failure.what()));
    }
}

} // namespace ctask
