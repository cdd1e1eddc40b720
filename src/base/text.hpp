// Text that comes from anywhere: made safe to show, fitted to a terminal, counted for people.
#pragma once

#include "base/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// The one sink for strings that came from files, file names, git, the environment or an agent and go to a
/// terminal or a log line: C0, DEL, C1, invalid UTF-8, line breaks, bidirectional and zero-width controls are
/// made visible as \n, \x1b, \u202e and the like. What it returns is valid UTF-8 on one line. A backslash
/// stays as it is: this is for eyes, not for reading back.
std::string visible(std::string_view text);

/// Cut to at most `columns`, ending in an ellipsis when something was cut.
std::string fit(std::string_view text, std::size_t columns);
/// Filled with blanks to `columns`; longer text stays as it is.
std::string pad(std::string_view text, std::size_t columns);

/// "1 file", "3 files"; `many` when the plural is not made with an s.
std::string count_of(std::size_t count, std::string_view one, std::string_view many = {});
/// "4.2 MB", "512 bytes".
std::string describe_size(std::uint64_t bytes);
/// The home directory at the start of a path as ~.
std::string with_tilde(std::string_view path, std::string_view home);
std::string join(const std::vector<std::string>& parts, std::string_view between);
/// The lines of a text, without their line feeds; none of an empty text.
std::vector<std::string> split_lines(std::string_view text);
/// A word as one types it into a shell: as it is, or in single quotes where it would mean something else.
std::string shell_quoted(std::string_view word);
/// How many edits lie between two texts, each of one character or of two neighbours that change places; for
/// "nearest" hints.
std::size_t edit_distance(std::string_view left, std::string_view right);
/// A whole text as a number, within the bounds; nothing otherwise. No sign but '-', no blanks.
bool parse_number(std::string_view text, long long least, long long most, long long& value);

} // namespace ctask
