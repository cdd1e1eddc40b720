// The picture in the README, man/session.svg: made from what a terminal shows, and held to it.
#include "end_to_end/terminal_text.hpp"
#include "support/binary.hpp"
#include "support/doctest.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <sys/stat.h>
#include <unistd.h>

using namespace ctask;

namespace {

/// Stands in for an agent: does in no time what one does.
constexpr const char* kAgent = "#!/bin/sh\n"
                               "echo '  ... the agent has the terminal to itself ...'\n"
                               "mkdir -p src && echo 'a tokenizer' > src/lexer.cpp\n"
                               "echo 'the lexer is done, the parser is not' >> notes.md\n";
struct Typed {
    const char* line;
    /// What its answer ends with.
    const char* answer;
};
constexpr Typed kTyped[] = {
    {"ctask new 'fix the parser'", "notes updated"},
    {"ctask resume parser", "notes updated"},
    {"ctask list", "fix the parser"},
};

ProgramSetup shell_of_a_user(const Binary& ctask)
{
    ctask.scratch.make_directory("bin");
    ctask.scratch.write_file("bin/claude", kAgent);
    ::chmod(ctask.scratch.path("bin/claude").c_str(), 0755);
    REQUIRE(::symlink(Binary::path().c_str(), ctask.scratch.path("bin/ctask").c_str()) == 0);
    ProgramSetup shell = ctask.setup({"bash", "--norc", "--noprofile"});
    shell.environment = {"PATH=" + ctask.scratch.path("bin") + ":/usr/bin:/bin",
                         "HOME=" + ctask.scratch.path("home"), "TERM=xterm-256color", "LANG=C.UTF-8",
                         "PS1=$ "};
    return shell;
}

std::string screen_of_a_user(const Binary& ctask)
{
    Pty terminal(shell_of_a_user(ctask));
    terminal.resize(40, 100);
    for (const Typed& typed : kTyped) {
        terminal.expect("$ ");
        terminal.type(std::string(typed.line) + "\n");
        terminal.expect("\n");
        terminal.expect(typed.answer);
    }
    terminal.expect("$ ");
    const std::string screen = terminal.screen();
    return screen.substr(0, screen.rfind('$'));
}

/// Nothing of it depends on when it was made.
std::string without_dates(const std::string& text)
{
    return std::regex_replace(text, std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}"), "2026-11-29");
}

} // namespace

TEST_CASE("the picture of sessions in the README is what a terminal shows")
{
    const Binary ctask;

    std::vector<Line> lines = lines_on_terminal(screen_of_a_user(ctask));
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    const std::string picture = without_dates(picture_of(lines));

    // Written anew where CTASK_DRAW names the file: ctask-end-to-end -tc='*picture*' does that.
    if (const char* file = std::getenv("CTASK_DRAW")) std::ofstream(file, std::ios::binary) << picture;
    const char* drawn = std::getenv("CTASK_PICTURE");
    REQUIRE(drawn != nullptr);
    std::ifstream file(drawn, std::ios::binary);
    CHECK(picture == std::string(std::istreambuf_iterator<char>(file), {}));
}
