// task.yaml: what a workspace is. Read by libyaml; rewritten value by value, so that comments, order and
// unknown keys of the user stay as they are.
#pragma once

#include "base/times.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ctask {

struct YamlNode;

/// How the file names the agent: a scalar is a command; a map has more.
struct AgentEntry {
    std::string type;
    std::string command;
    std::vector<std::string> args;
    std::vector<std::pair<std::string, std::string>> env;

    /// The command, or else the type.
    const std::string& name() const { return command.empty() ? type : command; }
};

/// Absent keys are empty.
struct TaskFile {
    std::string id;
    std::string slug;
    std::string title;
    std::optional<WallTime> created_at;
    std::optional<WallTime> updated_at;
    std::optional<WallTime> archived_at;
    std::string status = "active";
    std::string category;
    std::string type = "task";
    std::string mode = "local";
    AgentEntry agent;
    std::string launch_dir;
    int schema_version = 1;

    bool archived() const { return status == "archived"; }
};

/// The highest schema_version that is understood.
inline constexpr int kTaskSchema = 1;
/// A task.yaml over 1 MiB is not read.
inline constexpr std::size_t kTaskFileLimit = 1 << 20;

/// Throws Failure "NAME:LINE: what was expected" for a malformed file, a wrong type, an unknown status, a
/// mode other than local, or a higher schema version (saying which). `name` is only for the message.
TaskFile parse_task_file(std::string_view text, const std::string& name);
/// The same of a text that was read already.
TaskFile task_of(const YamlNode& root, const std::string& name);
/// A new file, as creation writes it. Every scalar comes out so that any YAML reader reads the same string.
std::string format_task_file(const TaskFile& task);
/// The text with top-level scalar keys set to new values; a key that is missing is added at the end, one
/// whose new value is empty is removed with its line. Everything else stays byte for byte. Throws as
/// parse_task_file does.
std::string change_task_file(std::string_view text, const std::map<std::string, std::string>& values,
                             const std::string& name);

} // namespace ctask
