// The options of the commands that start a session, read and judged before anything is touched.
#pragma once

#include "base/times.hpp"
#include "cli/command_line.hpp"
#include "session/events.hpp"
#include "session/launch.hpp"
#include "world/processes.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

struct SessionOptions {
    /// What --agent names, or empty.
    std::string agent;
    bool shell = false;
    bool force = false;
    bool no_input = false;
    bool wait = false;
    std::optional<Nanoseconds> wait_limit;
    std::optional<Nanoseconds> timeout;
    std::vector<std::string> arguments;
};

/// Throws UsageError for a value that cannot be meant.
SessionOptions read_session_options(const CommandLine& line);

/// An agent that was found, or why it cannot run.
struct FoundAgent {
    AgentChoice choice;
    ProgramPlace place;
};

/// Looks the agent up, its profile expanded. Throws UsageError for a name with blanks that is no file, with
/// the line to type instead; Failure for a profile that cannot be expanded.
FoundAgent find_agent(const World& world, AgentChoice choice, const CommandLine& line);

/// What is told of an agent that was not found or cannot run, with those that could and with who named it:
/// perhaps the workspace at that path, which is empty when there is none yet.
NotStarted not_started(const World& world, const Settings& settings, const FoundAgent& agent,
                       const std::string& workspace);

/// The command for people, with the profile that it comes from where that is called otherwise.
std::string described(const AgentChoice& choice);
/// The names of the agent profiles whose command is on this machine.
std::vector<std::string> installed_agents(const World& world, const Settings& settings);

} // namespace ctask
