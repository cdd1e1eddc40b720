// The settings: each from a flag, the environment, or the built-in default, with where it came from.
// The config file takes its place between the last two when it comes.
#pragma once

#include "world/environment.hpp"
#include "world/files.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct Setting {
    std::string value;
    /// For people: "CTASK_ROOT", "--agent", "task.yaml", "default".
    std::string source;
};

struct Settings {
    Setting root;
    /// Empty when unset.
    Setting project_root;
    Setting agent;
    std::vector<std::string> ignore;
    /// What was passed over while they were read, one line each, to be told once.
    std::vector<std::string> warnings;

    /// The roots to search, in order, each directory once: root, root/projects, project root. May name
    /// missing ones.
    std::vector<std::string> search_roots() const;
};

/// `~` and `$VAR` (also `${VAR}`) are expanded. Throws Failure when a root is relative or the home directory
/// is needed and unknown.
Settings resolve_settings(Files& files, const Environment& environment);

} // namespace ctask
