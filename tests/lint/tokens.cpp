// A tokeniser for code in which comments and the insides of literals are blank already.
#include "lint/tokens.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace ctask::lint {
namespace {

constexpr std::array<std::string_view, 17> kPairs = {
    "::", "->", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "|=", "&=", "^=", "++", "--"};

bool continues_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t length_of_token(std::string_view rest)
{
    if (continues_word(rest.front())) {
        const auto end = std::find_if_not(rest.begin(), rest.end(), continues_word);
        return static_cast<std::size_t>(end - rest.begin());
    }
    return std::find(kPairs.begin(), kPairs.end(), rest.substr(0, 2)) == kPairs.end() ? 1 : 2;
}

} // namespace

std::vector<Token> tokens_of(const Source& source)
{
    std::vector<Token> tokens;
    const std::string_view code = source.code;
    std::size_t line = 1;
    for (std::size_t at = 0; at < code.size();) {
        if (std::isspace(static_cast<unsigned char>(code[at])) != 0) {
            line += code[at++] == '\n' ? 1 : 0;
            continue;
        }
        const std::size_t length = length_of_token(code.substr(at));
        tokens.push_back({code.substr(at, length), line});
        const bool literal = code[at] == '"' || code[at] == '\'';
        const std::size_t close = literal ? code.find(code[at], at + 1) : std::string_view::npos;
        const std::size_t end = close == std::string_view::npos ? at + length : close + 1;
        line += static_cast<std::size_t>(std::count(code.begin() + static_cast<std::ptrdiff_t>(at),
                                                    code.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        at = end;
    }
    return tokens;
}

bool is_name(std::string_view token)
{
    return !token.empty() && continues_word(token.front()) &&
           std::isdigit(static_cast<unsigned char>(token.front())) == 0;
}

} // namespace ctask::lint
