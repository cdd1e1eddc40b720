// Keeping a pane: the letter is read, the owner started, its end told on.
#include "cli/pane_command.hpp"

#include "async/combine.hpp"
#include "base/error.hpp"
#include "cli/adopted_end.hpp"
#include "cli/notice.hpp"
#include "cli/report_output.hpp"
#include "cli/session_options.hpp"
#include "session/exit_status.hpp"
#include "tmux/pane.hpp"
#include "tmux/server.hpp"

#include <algorithm>
#include <csignal>

namespace ctask {

namespace {

const std::string kKeep = "--pane";
const std::string kOwn = "--owner";
constexpr std::ptrdiff_t kOwnerWords = 5;

/// take_owned_pane() reads them.
std::vector<std::string> owner_words(const OwnedPane& pane)
{
    return {kOwn, pane.address, pane.tmux.session, pane.tmux.socket, pane.session_id};
}

/// Nothing also for words that the owner will refuse.
std::optional<Nanoseconds> timeout_in(const Letter& letter)
{
    try {
        return read_session_options(parse_command_line(letter.words)).timeout;
    } catch (const UsageError&) {
        return std::nullopt;
    }
}

} // namespace

bool keeps_pane(const std::vector<std::string>& arguments)
{
    return arguments.size() == 2 && arguments.front() == kKeep;
}

Exit run_pane(World& world, Streams& streams, const std::vector<std::string>& arguments)
{
    const std::string& address = arguments.back();
    const std::optional<std::string> text = world.processes.read_letter(address);
    const std::optional<Letter> letter = text ? opened(*text) : std::nullopt;
    if (!letter) {
        notice(streams, "the command that started this has gone");
        return {kNoSessionStarted, 0};
    }
    world.processes.answer(address, "ready");
    const TmuxSeat seat{letter->tmux.session, tmux_socket_in(world.environment)};
    std::vector<std::string> owner = owner_words({address, seat, letter->session_id});
    owner.insert(owner.end(), letter->words.begin(), letter->words.end());
    const Settings settings = settings_for(world, *letter);
    ScanRules rules(settings.ignore);
    const std::optional<Nanoseconds> timeout = timeout_in(*letter);

    Reporter reporter(report_output(world, streams), world.clock);
    PaneOutcome outcome;
    const auto keeping = [&]() -> Task<> {
        outcome = co_await keep_pane(world, reporter, *letter, std::move(owner), std::move(rules), timeout);
    };
    run_to_completion(world.context, keeping());
    if (outcome.adopted)
        tell_adoption(world, streams, address, *letter, settings, *outcome.adopted);
    else if (outcome.ending.kind == Ending::Kind::signalled && outcome.ending.number == SIGKILL)
        tell_lost_owner(world, streams, address, *letter);
    return exit_by(outcome.ending);
}

std::optional<OwnedPane> take_owned_pane(std::vector<std::string>& arguments)
{
    if (arguments.size() <= kOwnerWords || arguments.front() != kOwn) return std::nullopt;
    OwnedPane pane{arguments[1], {arguments[2], arguments[3]}, arguments[4]};
    arguments.erase(arguments.begin(), arguments.begin() + kOwnerWords);
    return pane;
}

} // namespace ctask
