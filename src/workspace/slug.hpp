// Names of workspaces: made from titles in any script, and checked before they become a directory.
#pragma once

#include "base/times.hpp"

#include <string>
#include <string_view>

namespace ctask {

/// Lower-case; every run of characters other than letters and digits (in any script) becomes one hyphen;
/// trimmed; at most 60 characters and 100 bytes, cut between characters; `task` when nothing is left.
std::string make_slug(std::string_view title);
/// The title that somebody means by these bytes: valid UTF-8, without the blanks around it; empty when there
/// is nothing else. A blank in front lets one begin with a hyphen.
std::string title_of(std::string_view words);
/// task-HHMMSS in local time: the slug of a workspace without a title.
std::string untitled_slug(WallTime now);
/// YYYY-MM-DD_slug in local time; from the second of that name on with -2, -3, ...
std::string directory_name(WallTime now, const std::string& slug, int ordinal);
/// "2026-11-22_" of "2026-11-22_x"; empty for a name that does not start with a date.
std::string date_of_name(std::string_view name);
/// What is left behind it.
std::string slug_of_name(std::string_view name);
/// The slug that a task.yaml gives, or when that is empty (it has none, or cannot be read) the one by the
/// directory's name.
std::string slug_of(const std::string& given, std::string_view name);
/// Whether this may become a directory in a root: one component, not starting with '.' or '-', at most 120
/// bytes, no control characters. For categories and workspace names.
bool is_safe_component(std::string_view name);
/// The same rule for people: "a category is ...".
inline constexpr std::string_view kSafeComponent =
    "one directory name of at most 120 bytes that starts with neither . nor -";

} // namespace ctask
