// Asking before a workspace in use is changed.
#include "cli/consent.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/named_workspace.hpp"
#include "cli/notice.hpp"
#include "report/in_use_text.hpp"
#include "session/asking.hpp"
#include "session/heeding.hpp"

#include <algorithm>
#include <set>

namespace ctask {

namespace {

/// A lease is known again by its file and its session; the heartbeat writes it anew all the time.
std::string mark_of(const LeaseOnDisk& lease)
{
    return lease.file + " " + lease.session_id();
}

bool all_known(const std::vector<LeaseOnDisk>& live, const std::set<std::string>& known)
{
    const auto is_known = [&known](const LeaseOnDisk& lease) { return known.count(mark_of(lease)) != 0; };
    return std::all_of(live.begin(), live.end(), is_known);
}

std::vector<std::string> lines_about(const World& world, const Workspace& workspace,
                                     const std::vector<LeaseOnDisk>& live)
{
    std::vector<std::string> lines;
    for (const LeaseOnDisk& one : live) {
        InUse in_use{workspace.slug(), one.found.lease.value_or(Lease{}), one.verdict};
        in_use.tmux_gone = in_use.lease.tmux_session_ended;
        for (std::string& text : in_use_lines(in_use, world.clock.now())) lines.push_back(std::move(text));
    }
    return lines;
}

[[noreturn]] void refuse(std::vector<std::string> lines, const CommandLine& line)
{
    const std::string first = lines.front();
    lines.erase(lines.begin());
    lines.push_back("when that has ended: " + shell_line(line));
    throw Failure(first, join(lines, "\n"));
}

} // namespace

Task<std::optional<Stillness>> hold_still_with_consent(World& world, Streams& streams,
                                                       const Workspace& workspace, const CommandLine& line,
                                                       std::string question)
{
    refuse_trashed(workspace);
    const bool asking = !question.empty() && may_ask(world, line.has("no-input"));
    std::set<std::string> known;
    std::vector<LeaseOnDisk> live = live_among(look_at_leases(world, *workspace.directory));
    for (;;) {
        // 1. Without the lock: nobody else is held up while a person thinks.
        if (!all_known(live, known)) {
            std::vector<std::string> lines = lines_about(world, workspace, live);
            if (!asking) refuse(std::move(lines), line);
            for (const std::string& text : lines) notice(streams, text);
            const bool yes = co_await ask(world, question, false);
            if (!yes) co_return std::nullopt;
            for (const LeaseOnDisk& one : live) known.insert(mark_of(one));
        }
        // 2. With it: those who have started since are not among the known.
        Task<Stillness> holding = hold_still(world, *workspace.directory);
        Stillness stillness = co_await heeding(Heed::signals, world, std::move(holding));
        if (all_known(stillness.live, known)) co_return std::move(stillness);
        live = std::move(stillness.live);
    }
}

} // namespace ctask
