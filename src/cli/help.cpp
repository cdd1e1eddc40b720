// --help: the whole in groups, one command with its options.
#include "cli/help.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace ctask {

namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;

/// Words of `text` in lines of at most kWidth columns, all but the first line starting `indent` columns in.
std::string wrapped(std::string_view text, std::size_t indent)
{
    std::string result;
    std::size_t column = indent;
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = std::min(text.find(' ', start), text.size());
        const std::string_view word = text.substr(start, end - start);
        std::size_t width = display_width(word);
        bool first = column == indent;
        if (!first && column + 1 + width > kWidth) {
            result += "\n" + std::string(indent, ' ');
            column = indent;
            first = true;
        }
        if (!first) {
            result += ' ';
            ++column;
        }
        result += word;
        column += width;
        start = end + 1;
    }
    return result;
}

using Row = std::pair<std::string, std::string>;

/// Two columns; the second one starts at `column`, on a line of its own when the first one is too long.
std::string row_text(const Row& row, std::size_t column)
{
    std::string left = std::string(kIndent, ' ') + row.first;
    std::string between =
        display_width(left) + kGap > column ? "\n" + std::string(column, ' ') : std::string();
    return (between.empty() ? pad(left, column) : left + between) + wrapped(row.second, column) + "\n";
}

std::size_t second_column(const std::vector<Row>& rows)
{
    std::size_t widest = 0;
    for (const Row& row : rows) widest = std::max(widest, display_width(row.first));
    return std::min<std::size_t>(kIndent + widest + kGap, 30);
}

std::string rows_text(const std::vector<Row>& rows)
{
    std::size_t column = second_column(rows);
    std::string text;
    for (const Row& row : rows) text += row_text(row, column);
    return text;
}

Row row_of(const Option& option)
{
    return {option_words(option), std::string(option.summary)};
}

} // namespace

std::string synopsis(const Subcommand& command)
{
    std::string text = "[options]";
    if (!command.argument_name.empty()) text += " " + command.argument_name;
    if (command.starts_session) text += " [-- ARG...]";
    return text;
}

std::string option_words(const Option& option)
{
    std::string text = option.letter == 0 ? "    " : std::string("-") + option.letter + ", ";
    text += "--" + option.name;
    if (option.needs_value()) text += " " + option.value;
    if (option.value_is_optional) text += "[=" + option.value + "]";
    return text;
}

std::string program_help()
{
    std::vector<Row> rows;
    for (const Subcommand& command : commands()) {
        std::string words = command.name + (command.argument_name.empty() ? "" : " " + command.argument_name);
        rows.emplace_back(words, std::string(command.summary));
    }
    std::size_t column = second_column(rows);

    std::string text = "ctask: workspaces and sessions for work with terminal agents\n\n"
                       "Usage: ctask COMMAND [options] [arguments] [-- ARG...]\n";
    std::string_view group;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        std::string_view own = heading(commands()[at].group);
        if (own != group) text += "\n" + std::string(own) + ":\n";
        group = own;
        text += row_text(rows[at], column);
    }
    text += "\nOptions:\n";
    for (const Option* option : {&help_option(), &version_option()})
        text += row_text(row_of(*option), column);
    return text + "\nOne command in full: ctask COMMAND --help. Everything: man ctask.\n";
}

std::string command_help(const Subcommand& command)
{
    std::string usage = "Usage: ctask " + command.name + " " + synopsis(command) + "\n\n";
    std::vector<Row> rows;
    for (const Option& option : command.options) rows.push_back(row_of(option));
    rows.push_back(row_of(help_option()));
    return usage + wrapped(command.description, 0) + "\n\nOptions:\n" + rows_text(rows);
}

} // namespace ctask
