// What a session tells, in words: pure, one event to the lines that say it.
#pragma once

#include "session/events.hpp"

#include <string>
#include <vector>

namespace ctask {

/// What the words depend on besides the event.
struct Telling {
    WallTime now{};
    std::string home;
    /// Of the terminal, 0 when there is none; lists of names are kept within it.
    std::size_t columns = 0;
};

/// Lines without prefix and line feed, safe to show; none for an event that is not told.
std::vector<std::string> lines_of(const SessionEvent& event, const Telling& telling);
/// Why a workspace went to the trash: "claude exited 1, no file changed". Safe to show.
std::string why_reclaimed(const std::string& agent, const Ending& ending);

} // namespace ctask
