// The agent that a session would run, looked up on this machine, and what is told when it is not there. Which
// one is chosen: session/agent_choice.hpp.
#pragma once

#include "cli/command_line.hpp"
#include "session/agent_choice.hpp"
#include "session/events.hpp"
#include "world/processes.hpp"
#include "world/world.hpp"

#include <string>
#include <vector>

namespace ctask {

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
std::string describe(const AgentChoice& choice);
/// The names of the agent profiles whose command is on this machine.
std::vector<std::string> installed_agents(const World& world, const Settings& settings);

} // namespace ctask
