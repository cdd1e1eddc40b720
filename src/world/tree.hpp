// The files of a workspace as a walk finds them, and the rules of what is listed at all.
#pragma once

#include "world/file_list.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ctask {

/// What a manifest leaves out, as ctask-files(5) has it under "Manifests": `.ctask/`, the top-level
/// `task.yaml` (also on its way into place), `logs/sessions.log`, the insides of .git, .hg, .jj and .svn
/// anywhere, and the user's patterns. A pattern without '/' is matched against each component's name, one
/// with '/' against the path from the top (fnmatch, whose '*' stops at a '/'; a match of a directory covers
/// its insides). A '/' at the end makes it match directories only, one at the start means the top.
class ScanRules {
  public:
    ScanRules() = default;
    explicit ScanRules(std::vector<std::string> ignore) : ignore_(std::move(ignore)) {}

    /// For a walk: whether this directory is not entered. The parents of `path` were not skipped.
    bool skips_directory(std::string_view path) const;
    /// For a walk: whether this file is not listed. Its parents were not skipped.
    bool skips_file(std::string_view path) const;
    /// For a list made by somebody else: whether the path or one of its parents is left out.
    bool leaves_out(std::string_view path) const;

  private:
    bool is_ignored(std::string_view path, bool is_directory) const;
    std::vector<std::string> ignore_;
};

struct Scan {
    FileList files;
    /// Entries that could not be read: how many, and their paths (raw bytes), sorted. Of very many the
    /// directories above stand for them, up to the whole tree, whose path is empty.
    std::size_t unreadable = 0;
    std::vector<std::string> unreadable_paths;
};

} // namespace ctask
