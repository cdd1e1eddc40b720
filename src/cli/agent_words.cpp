// Taking a command line apart, and writing it as YAML.
#include "cli/agent_words.hpp"

#include "base/text.hpp"
#include "record/yaml_scalar.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

std::string args_of(const std::vector<std::string>& words)
{
    std::vector<std::string> args;
    for (std::size_t at = 1; at < words.size(); ++at) args.push_back(yaml_scalar(words[at]));
    return "args: [" + join(args, ", ") + "]";
}

} // namespace

std::vector<std::string> words_of(const std::string& text)
{
    std::vector<std::string> words;
    char quote = 0;
    bool in_word = false;
    for (const char character : text) {
        const bool is_quote = quote == 0 ? character == '\'' || character == '"' : character == quote;
        const bool is_blank = quote == 0 && (character == ' ' || character == '\t' || character == '\n');
        if (!is_blank && !in_word) words.emplace_back();
        in_word = !is_blank;
        if (is_quote) quote = quote == 0 ? character : '\0';
        if (!is_blank && !is_quote) words.back() += character;
    }
    return words;
}

std::vector<std::string> lines_with_args(const Setting& named)
{
    const std::vector<std::string> words = words_of(named.value);
    if (words.size() < 2 || named.source == "--agent") return {};
    const std::string command = "command: " + yaml_scalar(words.front());
    const std::string& of_workspace = layout::kTaskFile;
    if (named.source == of_workspace)
        return {"arguments of every session stand in args, in " + of_workspace + ":",
                "  agent:", "    " + command, "    " + args_of(words)};
    const std::string name = words.front().substr(words.front().find_last_of('/') + 1);
    const bool is_variable = named.line == 0;
    std::vector<std::string> lines = {
        "arguments of every session stand in a profile, in " + layout::kConfigFile + ":",
        "  agents:", "    " + yaml_scalar(name) + ":", "      " + command, "      " + args_of(words)};
    const std::string setting = is_variable ? "and then " + named.source + "=" + visible(shell_quoted(name))
                                            : "  default_agent: " + yaml_scalar(name);
    lines.insert(is_variable ? lines.end() : lines.begin() + 1, setting);
    return lines;
}

} // namespace ctask
