// The line that ctask statusline prints, as text, and what Claude Code passes in. Finding the session:
// statusline_command.cpp.
#pragma once

#include "base/times.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// What Claude Code passes to its status-line command, as far as it is of use here. Everything is optional.
struct StatuslineInput {
    /// Where the agent stands, the most telling one first.
    std::vector<std::string> directories;
    /// The model's name for people.
    std::string model;
};

/// Empty for anything that is not such an object.
StatuslineInput parse_statusline_input(std::string_view bytes);
/// More than any of it has ever been.
inline constexpr std::size_t kStatuslineInputLimit = std::size_t{1} << 20;

struct StatuslineText {
    std::string slug;
    /// Of the session one is in; empty when none runs, and `remark` then says so.
    std::string agent;
    std::string model;
    bool persistent = false;
    std::optional<Nanoseconds> running_for;
    /// Live sessions beside it.
    std::size_t others = 0;
    bool notes_updated = false;
    std::string remark;
};

/// On one line, safe to show, without a line feed.
std::string statusline_text(const StatuslineText& status);
/// A text that tmux shows as it is: no `#` in it starts a format or a style.
std::string tmux_escaped(std::string_view text);

} // namespace ctask
