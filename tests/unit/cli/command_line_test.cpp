// The parser: what is read from a command line.
#include "cli/command_line.hpp"

#include "base/text.hpp"

#include "support/doctest.hpp"

namespace ctask {
namespace {

using Words = std::vector<std::string>;
using Options = std::map<std::string, std::string>;

TEST_CASE("nothing at all, --help and --version are answered without a command")
{
    struct Row {
        Words words;
        bool help;
        bool version;
    };
    const Row rows[] = {
        {{}, true, false}, {{"--help"}, true, false}, {{"-h"}, true, false}, {{"--version"}, false, true}};
    for (const Row& row : rows) {
        CommandLine line = parse_command_line(row.words);
        CHECK(line.command == nullptr);
        CHECK(line.help == row.help);
        CHECK(line.version == row.version);
    }
}

TEST_CASE("a command's help is asked for anywhere before the dashes, whatever is missing or too much")
{
    for (const Words& words : {Words{"resume", "--help"}, Words{"resume", "-h"},
                               Words{"list", "a", "b", "--help"}, Words{"new", "-h", "--", "x"}}) {
        CommandLine line = parse_command_line(words);
        CHECK(line.help);
        CHECK(line.command->name == words[0]);
    }
    CHECK_FALSE(parse_command_line({"new", "--", "--help"}).help);
}

struct Reading {
    Words words;
    Options options;
    std::string argument;
};

const Reading kReadings[] = {
    {{"list"}, {}, ""},
    {{"list", "--all"}, {{"all", ""}}, ""},
    {{"list", "-a"}, {{"all", ""}}, ""},
    {{"list", "--limit=5"}, {{"limit", "5"}}, ""},
    {{"list", "--limit", "5"}, {{"limit", "5"}}, ""},
    {{"list", "-n", "5"}, {{"limit", "5"}}, ""},
    {{"list", "-n5"}, {{"limit", "5"}}, ""},
    {{"list", "-n=5"}, {{"limit", "5"}}, ""},
    {{"list", "-an5"}, {{"all", ""}, {"limit", "5"}}, ""},
    {{"list", "-ac", "x y"}, {{"all", ""}, {"category", "x y"}}, ""},
    {{"list", "-cmy-work/x"}, {{"category", "my-work/x"}}, ""},
    {{"list", "--limit=-1"}, {{"limit", "-1"}}, ""},
    {{"list", "--category="}, {{"category", ""}}, ""},
    {{"list", "--category", ""}, {{"category", ""}}, ""},
    {{"list", "--category=--all"}, {{"category", "--all"}}, ""},
    {{"list", "--category", "-"}, {{"category", "-"}}, ""},
    {{"list", "--category=a=b"}, {{"category", "a=b"}}, ""},
    {{"list", "--category=a,b,,c"}, {{"category", "a,b,,c"}}, ""},
    {{"list", "-n1", "--limit=2", "-n", "3"}, {{"limit", "3"}}, ""},
    {{"info", "parser"}, {}, "parser"},
    {{"info", "parser", "--json"}, {{"json", ""}}, "parser"},
    {{"info", "--json", "parser"}, {{"json", ""}}, "parser"},
    {{"info", "a,b"}, {}, "a,b"},
    {{"info", "-"}, {}, "-"},
    {{"info", ""}, {}, ""},
    {{"new", "Größe \x1b prüfen"}, {}, "Größe \x1b prüfen"},
    {{"new", "a title", "-c", "b"}, {{"category", "b"}}, "a title"},
    {{"resume", "--wait", "x"}, {{"wait", ""}}, "x"},
    {{"resume", "x", "--wait"}, {{"wait", ""}}, "x"},
    {{"resume", "x", "--wait=5m"}, {{"wait", "5m"}}, "x"},
    {{"resume", "x", "--wait=5m", "--wait"}, {{"wait", ""}}, "x"},
    {{"resume", "x", "--report=fd:3", "--force"}, {{"report", "fd:3"}, {"force", ""}}, "x"},
};

TEST_CASE("options and arguments are read in every form and order")
{
    for (const Reading& reading : kReadings) {
        CAPTURE(join(reading.words, " "));
        CommandLine line = parse_command_line(reading.words);
        CHECK(line.command->name == reading.words[0]);
        CHECK(line.options == reading.options);
        CHECK(line.argument.value_or("") == reading.argument);
        CHECK(line.agent_arguments.empty());
    }
}

TEST_CASE("an argument that is empty is not one that is left out")
{
    CHECK(parse_command_line({"info", ""}).argument == "");
    CHECK_FALSE(parse_command_line({"info"}).argument.has_value());
}

TEST_CASE("an option that was not given has no value, a switch an empty one")
{
    CommandLine line = parse_command_line({"list", "--all"});
    CHECK(line.has("all"));
    CHECK(line.get("all") == "");
    CHECK_FALSE(line.has("limit"));
    CHECK_FALSE(line.get("limit").has_value());
}

TEST_CASE("what stands behind the first dashes goes to the agent byte for byte")
{
    const Words tail = {"--help", "-x", "a,b", "", "--", "--agent=no", "\xff\n", "fix the parser"};
    Words words = {"new", "title", "--agent", "codex", "--"};
    words.insert(words.end(), tail.begin(), tail.end());

    CommandLine line = parse_command_line(words);

    CHECK(line.agent_arguments == tail);
    CHECK(line.argument == "title");
    CHECK(line.options == Options{{"agent", "codex"}});
}

} // namespace
} // namespace ctask
