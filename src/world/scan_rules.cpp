// ScanRules (tree.hpp), what no manifest lists: ctask's own files, version control's insides, what the user
// ignores.
#include "world/tree.hpp"

#include "world/temporary_names.hpp"

#include <algorithm>
#include <array>
#include <fnmatch.h>

namespace ctask {

namespace {

constexpr std::string_view kTaskFile = "task.yaml";
constexpr std::array<std::string_view, 4> kVersionControl = {".git", ".hg", ".jj", ".svn"};

bool is_half_written(std::string_view path)
{
    // Asked of every file there is: most have their answer here.
    if (!path.starts_with('.')) return false;
    return std::any_of(kRewritten.begin(), kRewritten.end(),
                       [path](std::string_view leaf) { return is_temporary_name(path, leaf); });
}

std::string_view name_of(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

/// One pattern of the user's against one path; see ScanRules.
bool matches(std::string_view pattern, std::string_view path, bool is_directory)
{
    if (pattern.ends_with('/')) {
        if (!is_directory) return false;
        pattern.remove_suffix(1);
    }
    const bool from_the_top = pattern.find('/') != std::string_view::npos;
    if (pattern.starts_with('/')) pattern.remove_prefix(1);
    const std::string text(from_the_top ? path : name_of(path));
    return fnmatch(std::string(pattern).c_str(), text.c_str(), FNM_PATHNAME) == 0;
}

} // namespace

bool ScanRules::skips_directory(std::string_view path) const
{
    if (path == ".ctask") return true;
    const std::string_view name = name_of(path);
    if (std::find(kVersionControl.begin(), kVersionControl.end(), name) != kVersionControl.end()) return true;
    return is_ignored(path, true);
}

bool ScanRules::skips_file(std::string_view path) const
{
    if (path == kTaskFile || is_half_written(path)) return true;
    return path == "logs/sessions.log" || is_ignored(path, false);
}

bool ScanRules::leaves_out(std::string_view path) const
{
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
         slash = path.find('/', slash + 1)) {
        if (skips_directory(path.substr(0, slash))) return true;
    }
    return skips_file(path);
}

bool ScanRules::is_ignored(std::string_view path, bool is_directory) const
{
    return std::any_of(ignore_.begin(), ignore_.end(), [path, is_directory](const std::string& pattern) {
        return matches(pattern, path, is_directory);
    });
}

} // namespace ctask
