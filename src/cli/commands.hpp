// The one table of commands and options. The parser, --help, the man page and the completions are made from
// it.
#pragma once

#include "session/exit_status.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ctask {

struct CommandLine;
struct Streams;
struct World;

/// What an option of a command that starts a session says when the session is to run in tmux: something to
/// this command, which only visits it; something to the session that is begun there, which a session that
/// runs already does not heed; or something to both.
enum class InTmux { to_visit, to_session, to_both };

/// What the shells offer for a value. (`command`: an agent or a program.)
enum class Completes { nothing, command, file, category };

/// (The texts for people are literals, which are not copied at the start of every run: one that is put
/// together there would dangle.)
struct Option {
    /// Long name without dashes, and the short letter or 0.
    std::string name = {};
    char letter = 0;
    /// What stands for the value in help ("DURATION"); empty for a switch.
    std::string value = {};
    /// --wait[=DURATION]: given without a value it reads as an empty one.
    bool value_is_optional = false;
    /// One clause, lower-case, no full stop.
    std::string_view summary = {};
    /// Whole sentences that the man page adds to the summary; empty when that says it all.
    std::string_view detail = {};
    /// Long names of options of the same command that mean nothing beside it: giving both is wrong usage.
    std::vector<std::string> excludes = {};
    Completes completes = Completes::nothing;
    InTmux in_tmux = InTmux::to_visit;

    bool is_switch() const { return value.empty(); }
    bool needs_value() const { return !value.empty() && !value_is_optional; }
};

/// `optional_trashed`: something in the trash.
enum class Argument { none, optional_workspace, workspace, optional_trashed, optional_title, word };

/// The workspaces that the shells offer for an argument. Any can be named all the same.
enum class Offered { all, active, archived };

/// What help is grouped by, in its order.
enum class CommandGroup { session, inspection, lifecycle, set_up };

/// Runs a command, to its exit status; throws what its header says.
using CommandFunction = int (*)(World&, Streams&, const CommandLine&);

/// One command of ctask. (A Command is a program that is run: world/processes.hpp.)
struct Subcommand {
    std::string name = {};
    CommandGroup group = CommandGroup::inspection;
    Argument argument = Argument::none;
    Offered offered = Offered::all;
    /// In help: "WORKSPACE", "[WORKSPACE]", "[TITLE]", "WORKSPACE TITLE"; with the verb where there is one.
    std::string argument_name = {};
    /// A word that makes another command of this one, and without which there is no argument:
    /// `agents check WORKSPACE`.
    std::string verb = {};
    /// The name of one that must follow the first; empty when none may.
    std::string second_argument = {};
    /// For Argument::word: the words that may stand there, separated by blanks.
    std::string argument_words = {};
    /// One clause, lower-case, no full stop.
    std::string_view summary = {};
    /// A few sentences for the man page and for `ctask COMMAND --help`.
    std::string_view description = {};
    std::vector<Option> options = {};
    /// Takes `-- ARG...`.
    bool starts_session = false;
    /// What ctask exits with when the command fails.
    int failure_status = kFailed;
    /// None for those that start a session, which end as that does.
    CommandFunction run = nullptr;

    /// Borrowed from the table; null when there is no such option.
    const Option* find_option(std::string_view long_name) const;
    const Option* find_option(char letter) const;
};

const std::vector<Subcommand>& commands();
const Subcommand* find_command(std::string_view name);

/// Stands in every command's place too.
const Option& help_option();
/// Stands only where a command would.
const Option& version_option();
/// The heading of a group in help and in the man page.
std::string_view heading(CommandGroup group);
/// The options that every command that starts a session has, in the table's order.
std::vector<Option> session_options();

} // namespace ctask
