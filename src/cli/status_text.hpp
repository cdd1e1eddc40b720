// The sessions that run, in words and as JSON.
#pragma once

#include "base/json_writer.hpp"
#include "cli/live_sessions.hpp"

#include <string>
#include <vector>

namespace ctask {

/// A table for people, safe to show; a sentence when nothing runs. `columns` of the terminal, 0 for no limit.
std::string status_text(const std::vector<LiveWorkspace>& found, WallTime now, std::size_t columns,
                        bool coloured);
/// An array with an object for each session, `[]` when nothing runs. Ends in a line feed.
std::string status_json(const std::vector<LiveWorkspace>& found, JsonWriter::Layout layout);
/// The same for the same sessions in the same state, however often their hearts have beaten meanwhile.
std::string status_mark(const std::vector<LiveWorkspace>& found);

} // namespace ctask
