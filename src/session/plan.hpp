// The plan: everything that was decided before a session starts.
#pragma once

#include "record/seat.hpp"
#include "session/inventory.hpp"
#include "workspace/workspace.hpp"
#include "world/processes.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ctask {

struct Plan {
    Workspace workspace;
    /// By which it is found, for those who are told to come back; its slug when that is empty.
    std::string word;
    /// What the session is called: the agent's name, or `shell`.
    std::string agent;
    /// The user's shell is run, not an agent.
    bool is_shell = false;
    /// As named_by() has it.
    std::string named_by;
    /// Its environment has everything but the session id and what `agent_environment` puts over it.
    Command command;
    /// From the agent's profile; wins over the rest.
    std::vector<std::pair<std::string, std::string>> agent_environment;
    /// The directory the child starts in, when it is not the workspace itself; `command.directory` borrows
    /// it.
    std::shared_ptr<Directory> launch_directory;
    std::string session_id;
    /// `direct`, or `persistent` for one that runs in a tmux session, which is then named.
    std::string mode = kDirect;
    TmuxSeat tmux;
    ScanRules rules;

    bool force = false;
    /// Wait for the workspace to become free, at most so long; a wait without a limit has no value in
    /// `wait_limit`.
    bool wait = false;
    std::optional<Nanoseconds> wait_limit;
    bool no_input = false;
    std::optional<Nanoseconds> timeout;

    /// When this command created the workspace: what creation left, so that it can be told whether anything
    /// happened.
    std::optional<Inventory> created;
};

} // namespace ctask
