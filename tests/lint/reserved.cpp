// One table: the names, where they may stand, and why not elsewhere.
#include "lint/reserved.hpp"

#include "lint/tokens.hpp"

#include <algorithm>

namespace ctask::lint {
namespace {

struct Rule {
    std::vector<std::string_view> names;
    /// Counts only where an opening parenthesis follows: the name is too common otherwise.
    bool called = false;
    /// Folders of src, or files that lie in none.
    std::vector<std::string_view> places;
    std::string_view why;
};

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> kRules = {
        {{"getenv", "secure_getenv", "setenv", "putenv", "environ"},
         false,
         {"posix"},
         "the environment is asked in posix"},
        {{"isatty", "ttyname"}, false, {"posix"}, "terminals are asked in posix"},
        {{"fork", "vfork", "posix_spawn", "posix_spawnp"},
         false,
         {"posix"},
         "processes are started in posix"},
        {{"clock_gettime", "gettimeofday"}, false, {"posix"}, "clocks are read in posix"},
        {{"exit", "quick_exit", "abort"}, true, {"main.cpp"}, "only main ends the program"},
        // A child that could not exec, and the last act after a fatal signal: no destructor may run there.
        {{"_exit", "_Exit"}, true, {"main.cpp", "posix"}, "only main and posix end a process"},
        {{"co_spawn"}, false, {"async"}, "coroutines are started in async"},
        {{"detached"}, false, {}, "nothing runs unowned"},
        {{"cout", "cerr", "clog", "printf", "fprintf", "puts", "fputs", "perror"},
         false,
         {"posix", "report", "cli", "main.cpp", "generate.cpp"},
         "nothing below report prints"},
    };
    return kRules;
}

bool is_member(const std::vector<Token>& tokens, std::size_t at)
{
    return at > 0 && (tokens[at - 1].text == "." || tokens[at - 1].text == "->");
}

bool is_called(const std::vector<Token>& tokens, std::size_t at)
{
    return at + 1 < tokens.size() && tokens[at + 1].text == "(";
}

bool holds(const std::vector<std::string_view>& list, std::string_view item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// system_clock::now and its like.
bool reads_clock(const std::vector<Token>& tokens, std::size_t at)
{
    return at >= 2 && tokens[at].text == "now" && tokens[at - 1].text == "::" &&
           tokens[at - 2].text.ends_with("_clock");
}

/// context.stop(), io_context::stop: whatever stands before is called a context.
bool stops_context(const std::vector<Token>& tokens, std::size_t at)
{
    if (tokens[at].text != "stop" || at < 2 || (!is_member(tokens, at) && tokens[at - 1].text != "::"))
        return false;
    std::size_t owner = at - 2;
    if (tokens[owner].text == ")" && owner >= 2 && tokens[owner - 1].text == "(") owner -= 2;
    const std::string_view name = tokens[owner].text;
    return name.find("context") != std::string_view::npos || name == "io" || name == "io_";
}

} // namespace

std::vector<Finding> check_reserved(const Source& source)
{
    const std::vector<Token> tokens = tokens_of(source);
    std::vector<Finding> findings;
    const auto found = [&](std::size_t at, std::string_view why) {
        findings.push_back(
            {source.path, tokens[at].line, std::string(tokens[at].text) + ": " + std::string(why)});
    };
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        for (const Rule& rule : rules()) {
            if (!holds(rule.names, tokens[at].text) || is_member(tokens, at)) continue;
            if (rule.called && !is_called(tokens, at)) continue;
            if (!holds(rule.places, source.folder())) found(at, rule.why);
        }
        if (reads_clock(tokens, at) && source.folder() != "posix") found(at, "clocks are read in posix");
        if (stops_context(tokens, at)) found(at, "the context runs dry, it is not stopped");
    }
    return findings;
}

} // namespace ctask::lint
