// The parser: what is refused, and the right thing that is named instead.
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command_line.hpp"

#include "support/doctest.hpp"

namespace ctask {
namespace {

using Words = std::vector<std::string>;

struct Refusal {
    Words words;
    std::string message;
    /// A part of it.
    std::string hint;
};

const Refusal kRefusals[] = {
    {{"resum", "x"}, "unknown command: resum", "nearest: ctask resume"},
    {{"lst"}, "unknown command: lst", "nearest: ctask last, ctask list; see also: ctask --help"},
    {{"nwe"}, "unknown command: nwe", "nearest: ctask new; see also: ctask --help"},
    {{"lsit"}, "unknown command: lsit", "nearest: ctask list; see also: ctask --help"},
    {{"list", "--names", "--json"}, "--names and --json cannot both be meant", "give one of them"},
    {{"undo", "--names", "--json"}, "--names and --json cannot both be meant", "give one of them"},
    {{"diff", "--name-only", "--json"}, "--name-only and --json cannot both be meant", "give one of them"},
    {{"new", "x", "--no-launch", "--shell"}, "--no-launch and --shell cannot both be meant", "give one"},
    {{"new", "x", "--no-launch", "--timeout=3"},
     "--no-launch and --timeout cannot both be meant",
     "give one"},
    {{"new", "x", "--no-launch", "--", "y"},
     "--no-launch starts nothing that could take what stands behind --",
     "ctask new --help"},
    {{"comp"}, "unknown command: comp", "nearest: ctask completion"},
    {{"ls"}, "unknown command: ls", "nearest: ctask list; see also: ctask --help"},
    {{"rm", "x"}, "unknown command: rm", "nearest: ctask delete"},
    {{"-V"}, "unknown option: -V", "nearest: ctask --version"},
    {{"frobnicate"}, "unknown command: frobnicate", "see: ctask --help"},
    {{""}, "unknown command: ", "see: ctask --help"},
    {{"--verison"}, "unknown option: --verison", "nearest: ctask --version"},
    {{"--json", "list"}, "an option of a command stands behind the command: --json", "ctask list --json"},
    {{"--", "x"}, "unknown option: --", "see: ctask --help"},
    {{"new", "--categry=x"},
     "ctask new has no option --categry",
     "nearest: --category; see also: ctask new --help"},
    {{"new", "--cat"}, "ctask new has no option --cat", "nearest: --category"},
    {{"new", "--frobnicate"}, "ctask new has no option --frobnicate", "see: ctask new --help"},
    {{"new", "-x"}, "ctask new has no option -x", "ctask new --help"},
    {{"new", "-5 degrees"}, "ctask new has no option -5 degrees", "blank before it: ctask new ' -5 degrees'"},
    {{"rename", "x", "-5"}, "ctask rename has no option -5", "before it: ctask rename WORKSPACE ' -5'"},
    {{"list", "-ax"}, "ctask list has no option -x", "ctask list --help"},
    {{"list", "--all=yes"}, "--all takes no value", "nearest: --all"},
    {{"list", "--all="}, "--all takes no value", "nearest: --all"},
    {{"list", "--limit"}, "--limit needs a value", "--limit=COUNT"},
    {{"list", "-n"}, "--limit needs a value", "--limit=COUNT"},
    {{"list", "-an"}, "--limit needs a value", "--limit=COUNT"},
    {{"list", "--limit", "--all"}, "--limit needs a value before --all", "--limit=COUNT"},
    {{"list", "-c", "-a"}, "--category needs a value before --all", "--category=NAME"},
    {{"list", "-n", "-1"}, "ctask list has no option -1", "see: ctask list --help"},
    {{"new", "--report", "--", "x"}, "--report needs a value", "--report=TARGET"},
    {{"list", "x"}, "ctask list takes no argument: x", "see: ctask list --help"},
    {{"info", "a", "b"}, "ctask info takes one argument: a b", "see: ctask info --help"},
    {{"new", "-hyph"}, "ctask new has no option -y", "ctask new ' -hyph'"},
    {{"new", "fix", "the", "parser"}, "a title of several words is quoted", "ctask new 'fix the parser'"},
    {{"new", "a$b", "c\nd"}, "a title of several words is quoted", "ctask new 'a$b c\\nd'"},
    {{"resume"}, "ctask resume needs the name of a workspace", "ctask resume WORKSPACE; see: ctask list"},
    {{"open", "--all"}, "ctask open needs the name of a workspace", "ctask open WORKSPACE"},
    {{"completion"}, "ctask completion needs one of: bash zsh fish", "ctask completion --help"},
    {{"resume", "x", "--wait", "5m"}, "ctask resume takes one argument: x 5m", "--wait=DURATION"},
    {{"last", "--wait", "5m"}, "ctask last takes no argument: 5m", "--wait=DURATION"},
    {{"list", "--", "x"},
     "ctask list starts nothing that could take what stands behind --",
     "ctask list --help"},
    {{"info", "x", "--"},
     "ctask info starts nothing that could take what stands behind --",
     "ctask info --help"},
};

TEST_CASE("a wrong command line is refused in one sentence that comes with the right one")
{
    for (const Refusal& refusal : kRefusals) {
        CAPTURE(join(refusal.words, " "));
        std::string message;
        std::string hint;
        try {
            refuse_contradictions(parse_command_line(refusal.words));
        } catch (const UsageError& error) {
            message = error.what();
            hint = error.hint();
        }
        CHECK(message == refusal.message);
        CAPTURE(hint);
        CHECK(hint.find(refusal.hint) != std::string::npos);
    }
}

TEST_CASE("every option without its value, every switch with one, and every near miss is refused")
{
    for (const Subcommand& command : commands()) {
        for (const Option& option : command.options) {
            CAPTURE(command.name);
            CAPTURE(option.name);
            std::string flag = "--" + option.name;
            if (option.needs_value()) CHECK_THROWS_AS(parse_command_line({command.name, flag}), UsageError);
            if (option.is_switch())
                CHECK_THROWS_AS(parse_command_line({command.name, flag + "=x"}), UsageError);
            try {
                parse_command_line({command.name, flag + "q"});
                FAIL("not refused");
            } catch (const UsageError& error) {
                CHECK(error.hint().find("nearest: " + flag + ";") == 0);
            }
        }
    }
}

} // namespace
} // namespace ctask
