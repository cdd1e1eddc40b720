// Telling of an adopted session's end.
#include "cli/adopted_end.hpp"

#include "cli/notice.hpp"
#include "cli/notification.hpp"
#include "cli/report_output.hpp"
#include "report/session_report.hpp"
#include "session/leases.hpp"
#include "session/past.hpp"
#include "workspace/workspace.hpp"

namespace ctask {

namespace {

const std::string kReport = "--report=";

Environment environment_of(const World& world, const Letter& letter)
{
    return {letter.environment, world.environment.working_directory};
}

void report_workspace(World& world, const Letter& letter, ReportedSession& reported)
{
    reported.workspace = letter.workspace;
    try {
        const Workspace workspace =
            open_workspace(world.files, letter.workspace, letter.root, Broken::allowed);
        reported.name = workspace.name;
        reported.slug = workspace.slug();
    } catch (const std::exception&) {
        // It went with its session; the path is known all the same.
        return;
    }
}

ReportedSession reported_adoption(World& world, const Letter& letter, const Outcome& outcome)
{
    ReportedSession reported;
    reported.session_id = letter.session_id;
    reported.hostname = world.host().hostname;
    reported.mode = kPersistent;
    report_workspace(world, letter, reported);
    if (outcome.summary) {
        reported.agent = outcome.summary->agent;
        reported.began = outcome.summary->started_at;
        reported.ended = outcome.summary->ended_at;
    }
    return reported;
}

/// The ctask that was to write it has died.
void report_in_its_place(Streams& streams, const Letter& letter, const std::string& line)
{
    for (const std::string& word : letter.words) {
        if (word == "--") return;
        if (!word.starts_with(kReport)) continue;
        try {
            const std::string target = word.substr(kReport.size());
            write_report(streams, streams.open_report(target), target, line);
        } catch (const std::exception& failure) {
            notice(streams, failure.what());
        }
    }
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
    std::string line = report_line(outcome, reported_adoption(world, letter, outcome));
    report_in_its_place(streams, letter, line);
    notify_of_end(world, streams, settings, environment_of(world, letter), line);
    line.pop_back();
    world.processes.answer(address, line);
}

void tell_lost_owner(World& world, Streams& streams, const std::string& address, const Letter& letter)
{
    Outcome outcome;
    outcome.ending.kind = Ending::Kind::failed;
    try {
        const Workspace workspace =
            open_workspace(world.files, letter.workspace, letter.root, Broken::allowed);
        const std::unique_ptr<Directory> state = open_state(*workspace.directory);
        if (state && recorded_session(*state, letter.session_id)) return;
        for (const LeaseOnDisk& lease : look_at_leases(world, *workspace.directory))
            if (lease.session_id() == letter.session_id) outcome.ending.kind = Ending::Kind::interrupted;
    } catch (const std::exception&) {
        // What became of the session cannot be told: its ctask is gone all the same.
        outcome.ending.kind = Ending::Kind::failed;
    }
    ReportedSession reported = reported_adoption(world, letter, outcome);
    reported.failure = "the ctask of the session was killed";
    reported.began = reported.ended = world.clock.now();
    std::string line = report_line(outcome, reported);
    report_in_its_place(streams, letter, line);
    line.pop_back();
    world.processes.answer(address, line);
}

} // namespace ctask
