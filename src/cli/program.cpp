// From a command line to how it ended: every command is dispatched here, and every error becomes its lines
// and status.
#include "cli/program.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/help.hpp"
#include "cli/notice.hpp"
#include "cli/pane_command.hpp"
#include "cli/print.hpp"
#include "cli/session_command.hpp"
#include "cli/watcher_command.hpp"
#include "session/exit_status.hpp"
#include "session/heeding.hpp"

namespace ctask {

namespace {

bool starts_session(const CommandLine& line)
{
    return line.command != nullptr && !line.help && line.command->starts_session;
}

/// What changes something is not ended half-way by a signal, nor is what has taken the screen: they get
/// signals as messages.
bool takes_signals(const CommandLine& line)
{
    if (line.command == nullptr || line.help) return false;
    const bool changes = line.command->group == CommandGroup::lifecycle;
    return starts_session(line) || changes || line.has("watch");
}

Exit run_command(World& world, Streams& streams, const CommandLine& line)
{
    if (!takes_signals(line)) streams.give_back_signals();
    if (line.version) {
        print(streams, "ctask " CTASK_VERSION "\n");
        return {};
    }
    if (line.help) {
        print(streams, line.command == nullptr ? program_help() : command_help(*line.command));
        return {};
    }
    if (line.command->starts_session) return run_session_command(world, streams, line);
    return {line.command->run(world, streams, line), 0};
}

void tell(Streams& streams, const Failure& failure)
{
    notice(streams, failure.what());
    for (const std::string& line : split_lines(failure.hint())) notice(streams, line);
}

} // namespace

Exit run_program(World& world, Streams& streams, std::vector<std::string> arguments)
{
    int failure_status = kFailed;
    try {
        if (keeps_pane(arguments)) return run_pane(world, streams, arguments);
        if (watches_session(arguments)) return run_watcher(world, streams, arguments);
        std::optional<OwnedPane> pane = take_owned_pane(arguments);
        CommandLine line = parse_command_line(arguments);
        line.pane = std::move(pane);
        if (line.command != nullptr && !line.help) failure_status = line.command->failure_status;
        return run_command(world, streams, line);
    } catch (const CancelledBySignal& signal) {
        return exit_by(Ending::cancelled_by(signal.number));
    } catch (const UsageError& error) {
        tell(streams, error);
        return {kWrongUsage, 0};
    } catch (const Failure& failure) {
        tell(streams, failure);
    } catch (const std::exception& error) {
        notice(streams, error.what());
    }
    return {failure_status, 0};
}

} // namespace ctask
