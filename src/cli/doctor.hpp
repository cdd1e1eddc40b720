// ctask doctor: what it checks, each in a file of its own, and how it tells.
#pragma once

#include "cli/streams.hpp"
#include "workspace/catalog.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// One line of the doctor's: about what, what was found, and what to do about it: nothing when empty, a line
/// to type, or several to write into a file.
struct Check {
    enum class Level { pass, info, warn, fail };
    Level level = Level::pass;
    std::string subject;
    std::string found;
    std::string advice;
};

/// Root and project root: whether workspaces can be made there. Tries it out where that is possible.
std::vector<Check> check_roots(World& world, const Settings& settings);
/// The agent that runs unless another is named, and which others there are.
std::vector<Check> check_agents(World& world, const Settings& settings);
/// tmux and git, by what they say of themselves.
std::vector<Check> check_tools(World& world);
/// The command that is told of sessions' ends; nothing where none is configured.
std::vector<Check> check_notification(World& world, const Settings& settings);
/// Completion for the user's shell, and the man page.
std::vector<Check> check_installation(World& world);
/// What can be brought back, and how much it is.
std::vector<Check> check_trash(World& world, const Settings& settings);
/// Workspaces that cannot be read, what sessions and creations that were cut off have left.
/// With `mend` what can be mended safely is, and told on stderr.
std::vector<Check> check_workspaces(World& world, Streams& streams, const Settings& settings, bool mend);

std::string doctor_text(const std::vector<Check>& checks, std::size_t columns, bool coloured);
std::string doctor_json(const std::vector<Check>& checks);

} // namespace ctask
