// The command line, read: which command, which options, which argument, and what stands behind `--`.
#pragma once

#include "cli/commands.hpp"
#include "record/seat.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// The tmux session that this ctask runs in and owns.
struct OwnedPane {
    /// Where the end of the session is told: Processes::answer.
    std::string address;
    TmuxSeat tmux;
    std::string session_id;
};

struct CommandLine {
    const Subcommand* command = nullptr;
    /// `ctask --help`, `ctask COMMAND --help` or nothing at all; the command is then null or the one asked
    /// about.
    bool help = false;
    bool version = false;
    /// The command's verb was given.
    bool verb = false;
    std::optional<std::string> argument;
    /// Always there for a command that takes two.
    std::optional<std::string> second_argument;
    /// What stands behind the first `--`, byte for byte.
    std::vector<std::string> agent_arguments;

    bool has(const std::string& option) const { return options.count(option) != 0; }
    /// The value of the last such option; nothing when it was not given.
    std::optional<std::string> get(const std::string& option) const;

    std::map<std::string, std::string> options;

    /// Set by run_program, never by what a user types.
    std::optional<OwnedPane> pane = {};
};

/// `arguments` without the program's name. Throws UsageError with the nearest right thing as its hint. Of a
/// command that starts a session refuse_contradictions() is left to the caller.
CommandLine parse_command_line(const std::vector<std::string>& arguments);
/// Throws UsageError for options of which one leaves the other without a meaning.
void refuse_contradictions(const CommandLine& line);

/// An option as a word of a command line: "--wait=10m". `for_shell`: as one types it, the value quoted.
std::string option_word(const Option& option, const std::string& value, bool for_shell);
/// A command as one types it into a shell: the argument, the options in the table's order, and what goes to
/// the agent.
std::string shell_line(const CommandLine& line);

} // namespace ctask
