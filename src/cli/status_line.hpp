// The status line: what it tells of a session, and what the program that shows it passes on.
#pragma once

#include "base/times.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// What Claude Code passes to its status-line command, as far as it is of use here. Everything is optional.
struct StatusInput {
    /// Where the agent stands, the most telling one first.
    std::vector<std::string> directories;
    /// The model's name for people.
    std::string model;
};

/// Empty for anything that is not such an object.
StatusInput parse_status_input(std::string_view bytes);
/// More than any of it has ever been.
inline constexpr std::size_t kStatusInputLimit = std::size_t{1} << 20;

struct StatusLine {
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
std::string status_text(const StatusLine& status);
/// A text that tmux shows as it is: no `#` in it starts a format or a style.
std::string tmux_escaped(std::string_view text);

} // namespace ctask
