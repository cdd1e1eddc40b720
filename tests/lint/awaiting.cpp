// Looks at the tokens before and behind each co_await, as far as its statement goes.
#include "lint/awaiting.hpp"

#include "lint/tokens.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace ctask::lint {
namespace {

using Tokens = std::span<const Token>;

constexpr std::array<std::string_view, 16> kOperators = {"?", "&&", "||", "==", "!=", "<=", ">=", "=",
                                                         "+", "-",  "/",  "%",  "|",  "^",  ":",  "!"};

bool opens(std::string_view token)
{
    return token == "(" || token == "[" || token == "{";
}

bool closes(std::string_view token)
{
    return token == ")" || token == "]" || token == "}";
}

/// The index just behind the bracket that closes the one at `open`.
std::size_t behind_matching(Tokens tokens, std::size_t open)
{
    std::size_t depth = 0;
    for (std::size_t at = open; at < tokens.size(); ++at) {
        if (opens(tokens[at].text)) ++depth;
        if (closes(tokens[at].text) && --depth == 0) return at + 1;
    }
    return tokens.size();
}

/// The index of the nearest bracket before `end` that is still open there, or of the nearest `stop` mark on
/// the way; tokens.size() when there is none.
std::size_t open_before(Tokens tokens, std::size_t end, std::string_view stop)
{
    std::size_t depth = 0;
    for (std::size_t at = end; at-- > 0;) {
        const std::string_view token = tokens[at].text;
        if (depth == 0 && (opens(token) || token == stop || token == "}")) return at;
        if (closes(token)) ++depth;
        if (opens(token)) --depth;
    }
    return tokens.size();
}

bool in_parentheses(Tokens tokens, std::size_t await)
{
    const std::size_t open = open_before(tokens, await, "{");
    return open < tokens.size() && (tokens[open].text == "(" || tokens[open].text == "[");
}

/// The tokens of the statement that stand before tokens[await].
Tokens before(Tokens tokens, std::size_t await)
{
    const std::size_t stop = open_before(tokens, await, ";");
    const std::size_t begin = stop == tokens.size() ? 0 : stop + 1;
    return tokens.subspan(begin, await - begin);
}

/// Without `else`, `if (...)`, `case X:` and their like, which only say when the statement runs.
Tokens without_heads(Tokens words)
{
    while (!words.empty()) {
        const std::string_view first = words.front().text;
        std::size_t skipped = 0;
        if (first == "else" || first == "do") {
            skipped = 1;
        } else if (first == "if" || first == "for" || first == "while" || first == "switch") {
            const std::size_t open = words.size() > 1 && words[1].text == "constexpr" ? 2 : 1;
            skipped = behind_matching(words, open);
        } else if (first == "case" || first == "default") {
            const auto colon =
                std::find_if(words.begin(), words.end(), [](const Token& t) { return t.text == ":"; });
            skipped = std::min(static_cast<std::size_t>(colon - words.begin()) + 1, words.size());
        } else if (first == "[" && words.size() > 1 && words[1].text == "[") {
            skipped = behind_matching(words, 0);
        } else {
            break;
        }
        words = words.subspan(skipped);
    }
    return words;
}

std::string judge_before(Tokens words)
{
    words = without_heads(words);
    if (words.empty() || (words.size() == 1 && words.front().text == "co_return")) return {};
    const std::string_view first = words.front().text;
    const bool target = words.size() > 1 && (is_name(first) || first == "*") && words.back().text == "=";
    const auto forbidden = [](const Token& token) {
        return token.text == "(" ||
               (token.text != "*" && token.text != "&&" &&
                std::find(kOperators.begin(), kOperators.end(), token.text) != kOperators.end());
    };
    if (target && std::none_of(words.begin(), words.end() - 1, forbidden)) return {};
    return "co_await is only a part of its statement";
}

bool starts_lambda(Tokens tokens, std::size_t bracket)
{
    const std::string_view previous = tokens[bracket - 1].text;
    const bool indexes = (is_name(previous) && previous != "co_await") || previous == ")" || previous == "]";
    return !indexes;
}

/// Behind the body of the lambda without captures whose `[` is at `bracket`.
std::size_t behind_lambda(Tokens tokens, std::size_t bracket)
{
    std::size_t at = bracket;
    while (at < tokens.size() && tokens[at].text != "{") {
        at = opens(tokens[at].text) ? behind_matching(tokens, at) : at + 1;
    }
    return behind_matching(tokens, at);
}

std::string judge_behind(Tokens tokens, std::size_t await)
{
    std::size_t depth = 0;
    std::size_t angles = 0;
    if (await + 1 < tokens.size() && tokens[await + 1].text == "(")
        return "the awaited operand is not one call";
    for (std::size_t at = await + 1; at < tokens.size(); ++at) {
        const std::string_view token = tokens[at].text;
        if (token == "{") return "a braced list in a statement that awaits";
        if (token == "?" && depth > 0) return "a choice in a statement that awaits";
        if (token == "[" && starts_lambda(tokens, at)) {
            if (tokens[at + 1].text != "]") return "a lambda with captures in a statement that awaits";
            at = behind_lambda(tokens, at) - 1;
        } else if (opens(token)) {
            ++depth;
        } else if (closes(token)) {
            if (depth == 0) return "co_await is only a part of its statement";
            --depth;
        } else if (depth > 0) {
            continue;
        } else if (token == ";") {
            return {};
        } else if (token == "<" && is_name(tokens[at - 1].text)) {
            ++angles;
        } else if (token == ">" && angles > 0) {
            --angles;
        } else if (token == "<" || token == ">" || (token == "," && angles == 0) ||
                   std::find(kOperators.begin(), kOperators.end(), token) != kOperators.end()) {
            return "the awaited operand is not one call";
        }
    }
    return "co_await without an end of its statement";
}

} // namespace

std::vector<Finding> check_awaiting(const Source& source)
{
    const std::vector<Token> tokens = tokens_of(source);
    std::vector<Finding> findings;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (tokens[at].text != "co_await") continue;
        std::string message;
        if (in_parentheses(tokens, at)) message = "co_await inside parentheses or brackets";
        if (message.empty()) message = judge_before(before(tokens, at));
        if (message.empty()) message = judge_behind(tokens, at);
        if (!message.empty()) findings.push_back({source.path, tokens[at].line, message});
    }
    return findings;
}

} // namespace ctask::lint
