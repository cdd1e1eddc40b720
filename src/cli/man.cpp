// Commands and options as mdoc.
#include "cli/man.hpp"

#include "base/text.hpp"
#include "cli/commands.hpp"

#include <algorithm>
#include <cctype>

namespace ctask {

namespace {

const std::string kMark = "\n@COMMANDS@\n";

/// Text that roff shows as it stands: its escape character, and dashes that must stay dashes.
std::string roff(const std::string& text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        bool begins_line = at == 0 || text[at - 1] == '\n';
        bool is_dash = text[at] == '-' && (text.compare(at, 2, "--") == 0 || (at > 0 && text[at - 1] == '-'));
        if (begins_line && (text[at] == '.' || text[at] == '\'')) result += "\\&";
        if (text[at] == '\\')
            result += "\\e";
        else if (is_dash)
            result += "\\-";
        else
            result += text[at];
    }
    return result;
}

/// Each sentence on a line of its own, as mdoc wants it.
std::string sentences(std::string text)
{
    for (std::size_t at = text.find(". "); at != std::string::npos; at = text.find(". ", at + 1))
        text[at + 1] = '\n';
    return roff(text) + "\n";
}

/// A summary as a sentence.
std::string as_sentence(std::string summary)
{
    summary[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(summary[0])));
    return summary + ".";
}

std::string option_item(const Option& option)
{
    std::string value = option.needs_value() ? " Ar " + option.value : "";
    std::string item = ".It ";
    if (option.letter != 0) item += std::string("Fl ") + option.letter + value + " , ";
    item += "Fl -" + option.name;
    if (option.needs_value()) item += " Ns = Ns" + value;
    if (option.value_is_optional) item += " Ns Oo = Ns Ar " + option.value + " Oc";
    std::string text = as_sentence(std::string(option.summary));
    if (!option.detail.empty()) text.append(" ").append(option.detail);
    if (!option.excludes.empty()) text += " Not together with --" + join(option.excludes, " or --") + ".";
    return item + "\n" + sentences(text);
}

std::string option_list(const std::vector<Option>& options)
{
    if (options.empty()) return "";
    std::string list = ".Bl -tag -width Ds\n";
    for (const Option& option : options) list += option_item(option);
    return list + ".El\n";
}

/// `[TITLE]`, `WORKSPACE` and `[check [WORKSPACE]]` in mdoc.
std::string argument_macro(const Subcommand& command)
{
    const std::string& name = command.argument_name;
    if (!command.verb.empty()) return ".Op Cm " + command.verb + " Op Ar WORKSPACE\n";
    if (name.empty()) return "";
    if (name.front() == '[') return ".Op Ar " + name.substr(1, name.size() - 2) + "\n";
    return ".Ar " + name + "\n";
}

bool is_session_option(const Option& option)
{
    for (const Option& common : session_options())
        if (common.name == option.name) return true;
    return false;
}

std::string command_item(const Subcommand& command)
{
    std::vector<Option> own = command.options;
    if (command.starts_session) std::erase_if(own, is_session_option);
    std::string item = ".It Xo\n.Ic ctask " + command.name + "\n.Op Ar options\n" + argument_macro(command);
    if (command.starts_session) item += ".Op Fl - Ar ARG ...\n";
    return item + ".Xc\n" + sentences(std::string(command.description)) + option_list(own);
}

std::string group_section(CommandGroup group)
{
    const auto& all = commands();
    if (std::none_of(all.begin(), all.end(), [group](const Subcommand& row) { return row.group == group; }))
        return {};
    std::string text = ".Ss " + std::string(heading(group)) + "\n.Bl -tag -width Ds\n";
    for (const Subcommand& command : commands())
        if (command.group == group) text += command_item(command);
    text += ".El\n";
    if (group != CommandGroup::session) return text;
    return text + ".Pp\nAll of these also take\n" + option_list(session_options());
}

} // namespace

std::string man_page(const std::string& page)
{
    std::size_t at = page.find(kMark);
    if (at == std::string::npos) return page;
    std::string sections = "\n";
    for (CommandGroup group :
         {CommandGroup::session, CommandGroup::inspection, CommandGroup::lifecycle, CommandGroup::set_up})
        sections += group_section(group);
    sections += ".Ss Everywhere\n" + option_list({help_option(), version_option()});
    return page.substr(0, at) + sections + page.substr(at + kMark.size());
}

} // namespace ctask
