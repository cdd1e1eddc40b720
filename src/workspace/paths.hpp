// Paths as text: nothing here asks the file system.
#pragma once

#include <string>
#include <vector>

namespace ctask {

/// What follows `directory` in `path` ("general/2026-11-22_x"); empty when `path` does not lie below it.
std::string path_below(const std::string& path, const std::string& directory);
/// `word` itself when it is absolute, else taken from `directory`. `..` is left for the file system to
/// resolve.
std::string absolute_path(const std::string& word, const std::string& directory);
/// "/a/b" of "/a/b/c", "/" of "/a" and of "/"; "general" of "general/x", empty of "x".
std::string parent_path(const std::string& path);
/// "c" of "/a/b/c".
std::string last_component(const std::string& path);
/// The path itself and everything above it, up to "/".
std::vector<std::string> path_and_parents(std::string path);

} // namespace ctask
