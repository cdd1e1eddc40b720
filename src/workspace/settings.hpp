// The settings: each from the environment, the config file, or the built-in default, with where it came from.
// Flags stand above all of these; whoever reads one puts it there.
#pragma once

#include "workspace/agent_profiles.hpp"
#include "world/environment.hpp"
#include "world/files.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct Setting {
    std::string value;
    /// "CTASK_ROOT", "--agent", "task.yaml", "config.yaml", "default".
    std::string source;
    /// In config.yaml, from 1; else 0.
    std::size_t line = 0;

    /// For people: the source with the line, "config.yaml:3".
    std::string full_source() const { return line == 0 ? source : source + ":" + std::to_string(line); }
};

struct Settings {
    Setting root;
    /// Empty when unset.
    Setting project_root;
    /// Empty when there is no home directory that it could lie in. May name a missing directory.
    Setting seed_dir;
    /// Empty when unset.
    Setting seed_project_dir;
    /// A profile's name, or else a command.
    Setting agent;
    /// `direct` or `persistent`.
    Setting session_mode;
    std::vector<AgentProfile> agents;
    /// Patterns that manifests leave out, as ScanRules has them.
    std::vector<std::string> ignore;
    /// Its value is not used.
    Setting ignore_source;
    /// The command that is told when a session has ended, and its arguments; empty for none.
    std::vector<std::string> notify;
    /// Its value is not used.
    Setting notify_source;
    /// Where config.yaml is read from; empty when there is no home directory.
    std::string config_path;
    bool config_was_read = false;
    /// What was passed over while they were read, one line each, to be told once.
    std::vector<std::string> warnings;

    /// The roots to search, in order, each directory once: root, root/projects, project root. May name
    /// missing ones.
    std::vector<std::string> search_roots() const;
};

/// Whether the config file counts, or all is as if there were none.
enum class ConfigUse { read, passed_over };

/// `~` and `$VAR` are expanded. Throws Failure when the config file is malformed or cannot be read, when a
/// directory is relative, when the session mode is unknown, and when the home directory is needed and
/// unknown.
Settings resolve_settings(Files& files, const Environment& environment, ConfigUse use = ConfigUse::read);

} // namespace ctask
