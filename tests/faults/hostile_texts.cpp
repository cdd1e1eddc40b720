// Hostile texts are made from good ones by replacing values.
#include "faults/hostile_texts.hpp"

#include <regex>

namespace ctask {

namespace {

constexpr std::size_t kVeryDeep = 1'000'000;

/// An escape sequence that sets a terminal's title, a right-to-left override, a zero-width space, a C1
/// control.
const std::string kControls = "\x1b]0;title\x07\xe2\x80\xae\xe2\x80\x8b\xc2\x9b"
                              "31m\r\x7f";
const std::string kJsonControls = R"(\u001b]0;title\u0007\u202e\u200b\u009b31m\r\n\u0000\u007f)";

std::string repeated(const std::string& part, std::size_t count)
{
    std::string text;
    text.reserve(part.size() * count);
    while (count-- > 0) text += part;
    return text;
}

std::string replaced(const std::string& text, const char* pattern, const std::string& with)
{
    return std::regex_replace(text, std::regex(pattern), with);
}

/// Each level is indented by one more column than the one above.
std::string stairs(std::size_t levels)
{
    std::string text;
    for (std::size_t level = 0; level < levels; ++level) text += std::string(level, ' ') + "a:\n";
    return text;
}

/// Nine aliases of nine aliases of nine ...: a few lines that unfold to more than any memory.
std::string laughs()
{
    std::string text = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    for (char name = 'b'; name <= 'm'; ++name) {
        const std::string alias = std::string("*") + static_cast<char>(name - 1);
        text += std::string(1, name) + ": &" + name + " [" + alias + repeated(", " + alias, 8) + "]\n";
    }
    return text;
}

} // namespace

std::vector<HostileText> hostile_texts(const std::string& good)
{
    return {
        {"empty", "", true},
        {"all NUL", std::string(good.size(), '\0')},
        {"NUL from the middle on", good.substr(0, good.size() / 2) + std::string(4096, '\0')},
        {"one NUL in front", std::string(1, '\0') + good, true},
        {"no UTF-8", repeated("\xff\xfe\x80", 100), true},
        {"Latin-1", replaced(good, "a", "\xe4")},
        {"UTF-16", "\xff\xfe" + replaced(good, "([\\s\\S])", std::string("$1") + '\0')},
        {"byte-order mark", "\xef\xbb\xbf" + good},
        {"CRLF", replaced(good, "\n", "\r\n")},
        {"controls all over", replaced(good, "a", kControls), true},
        {"twice over", good + good},
        {"deep arrays", repeated("[", kVeryDeep)},
        {"deep objects", repeated("{\"a\":", kVeryDeep)},
        {"deep and closed", repeated("[", kVeryDeep) + repeated("]", kVeryDeep)},
        {"one long line", repeated("x", 3'000'000)},
    };
}

std::vector<HostileText> hostile_json(const std::string& good)
{
    const char* const text = ": ?\"[^\"]*\"";
    const char* const number = ": ?-?\\d+";
    const char* const either = ": ?(\"[^\"]*\"|-?\\d+)";
    return {
        {"an array", "[]"},
        {"null", "null"},
        {"a number", "42"},
        {"a string", "\"x\""},
        {"nothing in it", "{}"},
        {"strings for all", replaced(good, either, ": \"x\"")},
        {"numbers for all", replaced(good, either, ": 42")},
        {"nulls for all", replaced(good, either, ": null")},
        {"arrays for all", replaced(good, either, ": []")},
        {"objects for all", replaced(good, either, ": {\"a\": [{}]}")},
        {"numbers too large for any type", replaced(good, number, ": 99999999999999999999999999")},
        {"the largest numbers", replaced(good, number, ": 9223372036854775807")},
        {"the least numbers", replaced(good, number, ": -9223372036854775808")},
        {"numbers with exponents", replaced(good, number, ": 1e308")},
        {"zeros", replaced(good, number, ": 0")},
        {"names that lead out", replaced(good, text, ": \"../../../canary/file\"")},
        {"absolute names", replaced(good, text, ": \"/etc/passwd\"")},
        {"controls in values", replaced(good, text, ": \"" + kJsonControls + "\"")},
        {"controls behind every text", replaced(good, "\"( *[,}\\]\n])", kJsonControls + "\"$1")},
        {"long values", replaced(good, text, ": \"" + repeated("x", 5000) + "\"")},
        {"every key twice", replaced(good, "(\"[a-z_]+\": ?(\"[^\"]*\"|-?\\d+))", "$1, $1")},
        {"every key twice, first of another type",
         replaced(good, "(\"[a-z_]+\"): ?(\"[^\"]*\"|-?\\d+)", "$1: [], $1: $2")},
    };
}

std::vector<HostileText> hostile_yaml(const std::string& good, const std::vector<std::string>& keys)
{
    std::vector<HostileText> texts = {
        {"every key twice", good + good},
        {"aliases of aliases", laughs() + good},
        {"a deep flow", good + "x: " + repeated("[", 100'000)},
        {"deep stairs", stairs(3000)},
        {"a list", "- a\n- b\n"},
        {"two documents", good + "---\n" + good},
        {"a directive", "%YAML 9.9\n---\n" + good},
        {"a merge", "<<: *nothing\n" + good},
        {"only a comment", "# nothing\n"},
    };
    const std::vector<std::string> values = {
        "",
        "~",
        "\"\\e]0;title\\a\\u202e\\r\\n\"",
        "../../canary",
        "/etc",
        "[a, b]",
        "{a: b}",
        "*x",
        "&x y",
        "!!python/object:os.system x",
        "\"",
        "'",
        "-1",
        "1e308",
        "|\n  two\n  lines",
        "99999999999999999999999999",
        std::string(100'000, 'x'),
    };
    for (const std::string& key : keys) {
        const std::string rest = replaced(good, ("(^|\n)" + key + ":[^\n]*\n(  [^\n]*\n)*").c_str(), "$1");
        for (const std::string& value : values)
            texts.push_back({key + ": " + value.substr(0, 20), rest + key + ": " + value + "\n"});
    }
    return texts;
}

std::vector<HostileText> cut_texts(const std::string& good)
{
    std::vector<HostileText> texts;
    for (std::size_t length = 0; length < good.size(); ++length)
        texts.push_back({"cut at " + std::to_string(length), good.substr(0, length)});
    return texts;
}

} // namespace ctask
