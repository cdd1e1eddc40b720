// Reads the command line by the table. cxxopts does the splitting and is seen nowhere else; it never gets to
// see what stands behind `--`, and its words for mistakes never reach the user.
#include "cli/command_line.hpp"

#include "base/error.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cxxopts.hpp>
#include <string_view>

namespace ctask {

namespace {

std::string help_line(const Subcommand* command)
{
    return command == nullptr ? "ctask --help" : "ctask " + command->name + " --help";
}

[[noreturn]] void refuse(const std::string& message, const std::string& near, const Subcommand* command)
{
    std::string all = help_line(command);
    throw UsageError(message, near.empty() ? "see: " + all : "nearest: " + near + "; see also: " + all);
}

struct Habit {
    std::string_view typed;
    std::string_view meant;
};

/// What people type who know it by another name from elsewhere.
constexpr std::array kHabits = {
    Habit{"ls", "list"},           Habit{"ps", "status"},         Habit{"rm", "delete"},
    Habit{"remove", "delete"},     Habit{"mv", "rename"},         Habit{"cd", "path"},
    Habit{"create", "new"},        Habit{"start", "new"},         Habit{"continue", "resume"},
    Habit{"shell", "open"},        Habit{"history", "log"},       Habit{"show", "info"},
    Habit{"unarchive", "restore"}, Habit{"version", "--version"}, Habit{"-V", "--version"},
    Habit{"-v", "--version"},      Habit{"-?", "--help"}};

/// "ctask list" of "ls"; empty for what nobody is used to.
std::string habitual(const std::string& word)
{
    for (const Habit& habit : kHabits)
        if (habit.typed == word) return "ctask " + std::string(habit.meant);
    return {};
}

[[noreturn]] void refuse_command(const std::string& word)
{
    const std::string known = habitual(word);
    if (!known.empty()) refuse("unknown command: " + word, known, nullptr);
    std::vector<std::string> names;
    for (const Subcommand& command : commands()) names.push_back(command.name);
    std::vector<std::string> near = all_nearest(word, names);
    for (std::string& name : near) name.insert(0, "ctask ");
    refuse("unknown command: " + word, join(near, ", "), nullptr);
}

/// `word` is as it was typed: --categry=x, -x; `whole` is the word of the command line that it stands in.
[[noreturn]] void refuse_option(const std::string& word, const std::string& whole, const Subcommand& command)
{
    std::string typed = word.substr(0, word.find('='));
    std::vector<std::string> names = {"--" + help_option().name};
    for (const Option& option : command.options) names.push_back("--" + option.name);
    const std::string message = "ctask " + command.name + " has no option " + typed;
    const std::string near = nearest(typed, names);
    const bool takes_title = command.argument == Argument::optional_title || !command.second_argument.empty();
    const bool may_be_title = takes_title && !word.starts_with("--");
    if (!may_be_title || !near.empty()) refuse(message, near, &command);
    throw UsageError(message, "see: " + help_line(&command) +
                                  "\na title that begins with - takes a blank before it: ctask " +
                                  command.name + (command.second_argument.empty() ? " " : " WORKSPACE ") +
                                  visible(shell_quoted(" " + whole)));
}

/// A group of short options written out: -an5 as --all --limit=5. Anything else comes back as
/// it is.
std::vector<std::string> written_out(const std::string& word, const Subcommand& command)
{
    std::vector<std::string> words;
    if (word.size() < 2 || word[0] != '-' || word[1] == '-') return {word};
    for (std::size_t at = 1; at < word.size(); ++at) {
        const Option* option = command.find_option(word[at]);
        if (option == nullptr) refuse_option(at == 1 ? word : std::string("-") + word[at], word, command);
        words.push_back("--" + option->name);
        if (option->is_switch()) continue;
        std::size_t value = at + 1;
        if (value == word.size()) break;
        if (word[value] == '=') ++value;
        words.back() += "=" + word.substr(value);
        break;
    }
    return words;
}

/// What cxxopts stores for an option without a value, which no value on a command line can be.
const std::string kNoValue{'\0'};

cxxopts::ParseResult split(const std::vector<std::string>& words, const Subcommand& command)
{
    cxxopts::Options grammar("ctask");
    grammar.allow_unrecognised_options();
    auto add = [&grammar](const Option& option) {
        auto value = cxxopts::value<std::string>();
        if (!option.needs_value()) value->implicit_value(kNoValue);
        grammar.add_option("", "", option.name, "", value, "");
    };
    add(help_option());
    for (const Option& option : command.options) add(option);

    std::vector<const char*> argv = {"ctask"};
    for (const std::string& word : words) argv.push_back(word.c_str());
    try {
        return grammar.parse(static_cast<int>(argv.size()), argv.data());
    } catch (const cxxopts::exceptions::missing_argument&) {
        const Option* option = command.find_option(std::string_view(words.back()).substr(2));
        std::string value = option == nullptr ? "VALUE" : option->value;
        refuse(words.back() + " needs a value", words.back() + "=" + value, &command);
    }
}

/// Puts the options into `line`; the last of several wins.
void take_options(CommandLine& line, const cxxopts::ParseResult& result,
                  const std::vector<std::string>& words)
{
    for (const auto& given : result.arguments()) {
        const Option& option = *line.command->find_option(given.key());
        bool has_value = given.value() != kNoValue;
        if (option.is_switch() && has_value) {
            refuse("--" + option.name + " takes no value", "--" + option.name, line.command);
        }
        std::string joined = "--" + option.name + "=" + given.value();
        bool is_option_itself = has_value && given.value().size() > 1 && given.value()[0] == '-' &&
                                std::find(words.begin(), words.end(), joined) == words.end();
        if (is_option_itself) {
            refuse("--" + option.name + " needs a value before " + given.value(),
                   "--" + option.name + "=" + option.value, line.command);
        }
        line.options[option.name] = has_value ? given.value() : std::string();
    }
}

void refuse_missing_argument(const Subcommand& command)
{
    std::string example = "ctask " + command.name + " " + command.argument_name;
    if (command.argument == Argument::workspace) {
        throw UsageError("ctask " + command.name + " needs the name of a workspace",
                         example + "; see: ctask list");
    }
    if (command.argument == Argument::word) {
        throw UsageError("ctask " + command.name + " needs one of: " + command.argument_words,
                         "see: " + help_line(&command));
    }
}

/// A value that was set behind --wait with a blank looks like an argument; empty when it is not that.
std::string hint_at_value(const CommandLine& line)
{
    for (const Option& option : line.command->options)
        if (option.value_is_optional && line.get(option.name) == "")
            return "--" + option.name + "=" + option.value + " (with an equals sign)";
    return {};
}

void refuse_further_arguments(const CommandLine& line, const std::vector<std::string>& words)
{
    const Subcommand& command = *line.command;
    if (command.argument == Argument::optional_title)
        throw UsageError("a title of several words is quoted",
                         "ctask " + command.name + " " + visible(shell_quoted(join(words, " "))));
    if (!command.second_argument.empty())
        refuse("ctask " + command.name +
                   " takes two arguments, a title of several words quoted: " + join(words, " "),
               "ctask " + command.name + " " + visible(shell_quoted(words.front())) + " " +
                   visible(shell_quoted(join({words.begin() + 1, words.end()}, " "))),
               &command);
    std::string takes = command.argument == Argument::none ? " takes no argument: " : " takes one argument: ";
    refuse("ctask " + command.name + takes + join(words, " "), hint_at_value(line), &command);
}

/// Takes the verb of a command that has one.
void take_verb(CommandLine& line, std::vector<std::string>& rest)
{
    const Subcommand& command = *line.command;
    if (command.verb.empty() || rest.empty()) return;
    if (rest.front() != command.verb)
        refuse("ctask " + command.name + " knows only " + command.verb + ", not " + rest.front(), "",
               &command);
    line.verb = true;
    rest.erase(rest.begin());
}

void take_argument(CommandLine& line, std::vector<std::string> rest)
{
    for (const std::string& word : rest)
        if (word.size() > 1 && word[0] == '-') refuse_option(word, word, *line.command);
    if (line.help) return;
    take_verb(line, rest);
    if (rest.empty()) {
        refuse_missing_argument(*line.command);
        return;
    }
    const bool takes_two = !line.command->second_argument.empty();
    const std::size_t most = line.command->argument == Argument::none ? 0 : takes_two ? 2 : 1;
    if (rest.size() > most) refuse_further_arguments(line, rest);
    line.argument = rest.front();
    if (!takes_two) return;
    if (rest.size() < 2)
        throw UsageError("ctask " + line.command->name + " needs a " +
                             to_lower(line.command->second_argument) + " behind the workspace",
                         "ctask " + line.command->name + " " + line.command->argument_name);
    line.second_argument = rest.back();
}

/// What stands where a command would: an option of ctask itself, or a mistake.
CommandLine read_without_command(const std::string& word)
{
    CommandLine line;
    line.help = word == "--" + help_option().name || word == std::string("-") + help_option().letter;
    line.version = word == "--" + version_option().name;
    if (line.help || line.version) return line;
    if (word[0] != '-') refuse_command(word);
    for (const Subcommand& command : commands()) {
        const Option* option =
            command.find_option(std::string_view(word).substr(std::min<std::size_t>(2, word.size())));
        if (option != nullptr) {
            refuse("an option of a command stands behind the command: " + word,
                   "ctask " + command.name + " " + word, nullptr);
        }
    }
    const std::string near = nearest(word, {"--" + help_option().name, "--" + version_option().name});
    refuse("unknown option: " + word, near.empty() ? habitual(word) : "ctask " + near, nullptr);
}

} // namespace

std::optional<std::string> CommandLine::get(const std::string& option) const
{
    auto found = options.find(option);
    if (found == options.end()) return std::nullopt;
    return found->second;
}

void refuse_contradictions(const CommandLine& line)
{
    for (const Option& option : line.command->options)
        for (const std::string& other : option.excludes)
            if (line.has(option.name) && line.has(other))
                throw UsageError("--" + option.name + " and --" + other + " cannot both be meant",
                                 "give one of them; see: " + help_line(line.command));
}

CommandLine parse_command_line(const std::vector<std::string>& arguments)
{
    CommandLine line;
    if (arguments.empty()) {
        line.help = true;
        return line;
    }
    const std::string asking = "--" + help_option().name;
    if (arguments == std::vector{help_option().name}) return parse_command_line({asking});
    if (arguments.size() == 2 && arguments.front() == help_option().name)
        return parse_command_line({arguments.back(), asking});
    line.command = find_command(arguments.front());
    if (line.command == nullptr) return read_without_command(arguments.front());

    auto dashes = std::find(arguments.begin() + 1, arguments.end(), "--");
    std::vector<std::string> words;
    for (auto word = arguments.begin() + 1; word != dashes; ++word)
        for (std::string& part : written_out(*word, *line.command)) words.push_back(std::move(part));

    cxxopts::ParseResult result = split(words, *line.command);
    take_options(line, result, words);
    line.help = line.has(help_option().name);
    take_argument(line, result.unmatched());
    // What starts a session reports that too, and looks for itself.
    if (!line.help && !line.command->starts_session) refuse_contradictions(line);

    if (dashes != arguments.end()) {
        if (!line.command->starts_session)
            refuse("ctask " + line.command->name + " starts nothing that could take what stands behind --",
                   "", line.command);
        if (line.has("no-launch") && !line.help)
            throw UsageError("--no-launch starts nothing that could take what stands behind --",
                             "leave out one of them; see: " + help_line(line.command));
        line.agent_arguments.assign(dashes + 1, arguments.end());
    }
    return line;
}

std::string option_word(const Option& option, const std::string& value, bool for_shell)
{
    const bool is_bare = option.is_switch() || (option.value_is_optional && value.empty());
    return "--" + option.name + (is_bare ? "" : "=" + (for_shell ? shell_quoted(value) : value));
}

std::string shell_line(const CommandLine& line)
{
    std::vector<std::string> words = {"ctask", line.command->name};
    if (line.verb) words.push_back(line.command->verb);
    if (line.argument) words.push_back(shell_quoted(*line.argument));
    if (line.second_argument) words.push_back(shell_quoted(*line.second_argument));
    for (const Option& option : line.command->options) {
        const std::optional<std::string> value = line.get(option.name);
        if (value) words.push_back(option_word(option, *value, true));
    }
    if (!line.agent_arguments.empty()) words.emplace_back("--");
    for (const std::string& word : line.agent_arguments) words.push_back(shell_quoted(word));
    return join(words, " ");
}

} // namespace ctask
