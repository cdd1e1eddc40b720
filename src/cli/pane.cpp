// Keeping a pane: the letter is read, the owner started, its end told on.
#include "cli/pane.hpp"

#include "async/combine.hpp"
#include "cli/notice.hpp"
#include "cli/notification.hpp"
#include "cli/report_output.hpp"
#include "report/session_report.hpp"
#include "tmux/pane.hpp"
#include "workspace/settings.hpp"

#include <algorithm>

namespace ctask {

namespace {

const std::string kKeep = "--pane";
const std::string kOwn = "--owner";
constexpr std::ptrdiff_t kOwnerWords = 5;

std::string socket_of(const Environment& environment)
{
    const std::string tmux = environment.get_or("TMUX", "");
    return tmux.substr(0, tmux.find(','));
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

void tell_adoption(World& world, Streams& streams, const std::string& address, const Letter& letter,
                   const Settings& settings, const Outcome& outcome)
{
    std::string line = report_line(outcome, reported_adoption(letter, outcome));
    const Environment theirs{letter.environment, world.environment.working_directory};
    notify_of_end(world, streams, settings, theirs, line);
    line.pop_back();
    world.processes.answer(address, line);
}

/// What is configured for whoever sits at the other terminal.
Settings settings_for(World& world, const Environment& environment)
{
    try {
        return resolve_settings(world.files, environment);
    } catch (const std::exception&) {
        // The owner resolves them too, and tells.
        return {};
    }
}

} // namespace

bool keeps_pane(const std::vector<std::string>& arguments)
{
    return arguments.size() == 2 && arguments.front() == kKeep;
}

Exit run_pane(World& world, Streams& streams, const std::vector<std::string>& arguments)
{
    const std::string address = arguments.back();
    const std::optional<std::string> text = world.processes.read_letter(address);
    const std::optional<Letter> letter = text ? opened(*text) : std::nullopt;
    if (!letter) {
        notice(streams, "the command that started this has gone");
        return {kNoSessionStarted, 0};
    }
    world.processes.answer(address, "ready");
    std::vector<std::string> owner = {kOwn, address, letter->tmux_session, socket_of(world.environment),
                                      letter->session_id};
    owner.insert(owner.end(), letter->words.begin(), letter->words.end());
    const Environment theirs{letter->environment, world.environment.working_directory};
    const Settings settings = settings_for(world, theirs);
    ScanRules rules(settings.ignore);

    Reporter reporter(report_output(world, streams), world.clock);
    PaneOutcome outcome;
    const auto keeping = [&]() -> Task<> {
        outcome = co_await keep_pane(world, reporter, *letter, std::move(owner), std::move(rules));
    };
    run_to_completion(world.context, keeping());
    if (outcome.adopted) tell_adoption(world, streams, address, *letter, settings, *outcome.adopted);
    return {exit_status(outcome.ending), closing_signal(outcome.ending)};
}

std::optional<OwnedPane> take_owned_pane(std::vector<std::string>& arguments)
{
    if (arguments.size() <= kOwnerWords || arguments.front() != kOwn) return std::nullopt;
    OwnedPane pane{arguments[1], arguments[2], arguments[3], arguments[4]};
    arguments.erase(arguments.begin(), arguments.begin() + kOwnerWords);
    return pane;
}

} // namespace ctask
