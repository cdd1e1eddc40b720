// The table: its rows put together, and looked up.
#include "cli/commands.hpp"

#include "cli/command_rows.hpp"
#include "session/exit_status.hpp"

#include <utility>

namespace ctask {

namespace {

std::vector<Subcommand> all_rows()
{
    std::vector<Subcommand> table;
    const auto add = [&table](CommandGroup group, std::vector<Subcommand> rows) {
        for (Subcommand& row : rows) {
            row.group = group;
            row.starts_session = group == CommandGroup::session;
            if (row.starts_session) row.failure_status = kNoSessionStarted;
            table.push_back(std::move(row));
        }
    };
    add(CommandGroup::session, session_commands());
    add(CommandGroup::inspection, inspection_commands());
    add(CommandGroup::lifecycle, lifecycle_commands());
    add(CommandGroup::set_up, set_up_commands());
    return table;
}

} // namespace

const std::vector<Subcommand>& commands()
{
    static const std::vector<Subcommand> kTable = all_rows();
    return kTable;
}

const Subcommand* find_command(std::string_view name)
{
    for (const Subcommand& command : commands())
        if (command.name == name) return &command;
    return nullptr;
}

const Option* Subcommand::find_option(std::string_view long_name) const
{
    if (long_name == help_option().name) return &help_option();
    for (const Option& option : options)
        if (option.name == long_name) return &option;
    return nullptr;
}

const Option* Subcommand::find_option(char letter) const
{
    if (letter == help_option().letter) return &help_option();
    for (const Option& option : options)
        if (option.letter != 0 && option.letter == letter) return &option;
    return nullptr;
}

const Option& help_option()
{
    static const Option kHelp = {.name = "help", .letter = 'h', .summary = "show help and exit"};
    return kHelp;
}

const Option& version_option()
{
    static const Option kVersion = {.name = "version", .summary = "show the version and exit"};
    return kVersion;
}

std::string_view heading(CommandGroup group)
{
    switch (group) {
    case CommandGroup::session:
        return "Start a session";
    case CommandGroup::inspection:
        return "Look at workspaces";
    case CommandGroup::lifecycle:
        return "Keep or remove workspaces";
    case CommandGroup::set_up:
        return "Set up";
    }
    return {};
}

} // namespace ctask
