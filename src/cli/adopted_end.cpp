// Telling of an adopted session's end.
#include "cli/adopted_end.hpp"

#include "cli/notification.hpp"
#include "report/session_report.hpp"

namespace ctask {

namespace {

Environment environment_of(const World& world, const Letter& letter)
{
    return {letter.environment, world.environment.working_directory};
}

ReportedSession reported_adoption(const Letter& letter, const Outcome& outcome)
{
    ReportedSession reported;
    reported.session_id = letter.session_id;
    reported.workspace = letter.workspace;
    reported.mode = "persistent";
    if (outcome.session) {
        reported.agent = outcome.session->agent;
        reported.began = outcome.session->started_at;
        reported.ended = outcome.session->ended_at;
    }
    return reported;
}

} // namespace

Settings settings_for(World& world, const Letter& letter)
{
    try {
        return resolve_settings(world.files, environment_of(world, letter));
    } catch (const std::exception&) {
        // The command that wrote the letter resolves them too, and tells.
        return {};
    }
}

void tell_adoption(World& world, Streams& streams, const std::string& address, const Letter& letter,
                   const Settings& settings, const Outcome& outcome)
{
    std::string line = report_line(outcome, reported_adoption(letter, outcome));
    notify_of_end(world, streams, settings, environment_of(world, letter), line);
    line.pop_back();
    world.processes.answer(address, line);
}

} // namespace ctask
