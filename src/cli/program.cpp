// From a command line to how it ended: every command is dispatched here, and every error becomes its lines
// and status.
#include "cli/program.hpp"

#include "base/error.hpp"
#include "cli/help.hpp"
#include "cli/inspect_commands.hpp"
#include "cli/notice.hpp"
#include "cli/session_command.hpp"

#include <array>

namespace ctask {

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kNoSessionStarted = 125;

struct Inspection {
    std::string_view name;
    int (*run)(World&, Streams&, const CommandLine&);
};

constexpr std::array kInspections = {Inspection{"list", run_list}, Inspection{"info", run_info},
                                     Inspection{"path", run_path}, Inspection{"notes", run_notes},
                                     Inspection{"log", run_log},   Inspection{"completion", run_completion}};

Exit run_command(World& world, Streams& streams, const CommandLine& line)
{
    if (line.version) {
        streams.out("ctask " CTASK_VERSION "\n");
        return {};
    }
    if (line.help) {
        streams.out(line.command == nullptr ? program_help() : command_help(*line.command));
        return {};
    }
    if (line.command->starts_session) return run_session_command(world, streams, line);
    for (const Inspection& inspection : kInspections)
        if (inspection.name == line.command->name) return {inspection.run(world, streams, line), 0};
    throw Failure("nothing runs " + line.command->name);
}

void tell(Streams& streams, const Failure& failure)
{
    notice(streams, failure.what());
    if (!failure.hint().empty()) notice(streams, failure.hint());
}

} // namespace

Exit run_program(World& world, Streams& streams, const std::vector<std::string>& arguments)
{
    int failed = kFailed;
    try {
        CommandLine line = parse_command_line(arguments);
        if (line.command != nullptr && line.command->starts_session) failed = kNoSessionStarted;
        return run_command(world, streams, line);
    } catch (const UsageError& error) {
        tell(streams, error);
        return {kWrongUsage, 0};
    } catch (const Failure& failure) {
        tell(streams, failure);
    } catch (const std::exception& error) {
        notice(streams, error.what());
    }
    return {failed, 0};
}

} // namespace ctask
