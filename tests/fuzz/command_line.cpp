// Command lines: understood the same when they are told back, or refused with something to type.
#include "fuzz/claim.hpp"
#include "fuzz/shell_words.hpp"
#include "fuzz/targets.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command_line.hpp"

#include <algorithm>

namespace ctask::fuzz {

namespace {

std::vector<std::string> words_in(std::string_view bytes)
{
    std::vector<std::string> words;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\0'), bytes.size());
        words.emplace_back(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return words;
}

/// What the refusal is made of. Where it comes from outside it is shown by notice(), line by line.
void claim_good_refusal(const UsageError& error)
{
    claim(*error.what() != '\0', "a refusal says why");
    claim(!error.hint().empty(), "a refusal says what to type");
    // A word may be a title, which has a line of its own; the words' own line feeds are never shown as such.
    const std::string& hint = error.hint();
    const std::size_t end = hint.find('\n');
    const bool is_ours = end == std::string::npos || hint.compare(end + 1, 2, "a ") == 0;
    claim(is_ours && std::count(hint.begin(), hint.end(), '\n') <= 1,
          "no line of what to type comes from elsewhere");
}

void claim_round_trip(const CommandLine& line)
{
    std::vector<std::string> words = shell_words(shell_line(line));
    claim(words.size() >= 2 && words.front() == "ctask", "a line that is told back starts with ctask");
    words.erase(words.begin());
    const CommandLine again = parse_command_line(words);
    claim(again.command == line.command && again.argument == line.argument, "a line keeps its argument");
    claim(again.options == line.options, "a line keeps its options");
    claim(again.agent_arguments == line.agent_arguments, "a line keeps what is for the agent");
}

void claim_good_line(const CommandLine& line, const std::vector<std::string>& words)
{
    claim(line.command != nullptr || line.help || line.version, "a line asks for something");
    if (line.command == nullptr) return;
    for (const auto& [name, value] : line.options) {
        const Option* option = line.command->find_option(name);
        claim(option != nullptr || name == help_option().name, "an option is the command's own");
        claim(option == nullptr || !option->is_switch() || value.empty(), "a switch has no value");
    }
    const auto dashes = std::find(words.begin(), words.end(), "--");
    if (dashes != words.end() && !line.agent_arguments.empty())
        claim(std::equal(dashes + 1, words.end(), line.agent_arguments.begin(), line.agent_arguments.end()),
              "what is for the agent is passed on as it is");
    if (!line.help) claim_round_trip(line);
}

} // namespace

void try_command_line(std::string_view bytes)
{
    const std::vector<std::string> words = words_in(bytes);
    try {
        claim_good_line(parse_command_line(words), words);
    } catch (const UsageError& error) {
        claim_good_refusal(error);
    }
}

} // namespace ctask::fuzz
