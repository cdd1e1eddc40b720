// config.yaml: what the user has set, as it stands there. Nothing is expanded or checked against the world.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ctask {

struct ConfigValue {
    std::string text;
    /// From 1.
    std::size_t line = 0;
};

/// A profile under `agents`. An absent command is empty.
struct ConfigAgent {
    std::string name;
    std::string command;
    std::vector<std::string> args;
    std::vector<std::pair<std::string, std::string>> env;
    std::size_t line = 0;
};

/// Absent keys, keys that are null, and empty texts are nothing.
struct ConfigFile {
    std::optional<ConfigValue> root;
    std::optional<ConfigValue> project_root;
    std::optional<ConfigValue> seed_dir;
    std::optional<ConfigValue> seed_project_dir;
    std::optional<ConfigValue> default_agent;
    /// `direct` or `persistent`.
    std::optional<ConfigValue> session_mode;
    /// In the order of the file.
    std::vector<ConfigAgent> agents;
    std::vector<std::string> ignore;
    /// Where `ignore` stands; 0 when it does not.
    std::size_t ignore_line = 0;
    /// A command and its arguments; empty when it is not set, with the line 0.
    std::vector<std::string> notify;
    std::size_t notify_line = 0;
    /// Keys that nothing knows, one line each: "NAME:LINE: unknown key defalt_agent; nearest: default_agent".
    std::vector<std::string> warnings;
};

/// A config.yaml over 1 MiB is not read.
inline constexpr std::size_t kConfigFileLimit = 1 << 20;

/// A file that is empty or has only comments sets nothing. Throws Failure "NAME:LINE: what was expected" for
/// a malformed file, a wrong type or a value that cannot be. `name` is only for messages.
ConfigFile parse_config_file(std::string_view text, const std::string& name);

} // namespace ctask
