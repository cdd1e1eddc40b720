// Prompt: what is typed, and what the shell says to it.
#include "end_to_end/prompt.hpp"

#include "support/doctest.hpp"

#include <fstream>

namespace ctask {

namespace {

ProgramSetup setup_of(const Binary& ctask, const Words& shell)
{
    ProgramSetup setup = ctask.setup(shell);
    for (const std::string& variable : {std::string("PS1=ready> "), "CTASK=" + Binary::path(),
                                        "AGENT=" + Binary::fake_agent(), "LOG=" + ctask.scratch.path("log")})
        setup.environment.push_back(variable);
    return setup;
}

} // namespace

Prompt::Prompt(const Binary& ctask, const Words& shell)
    : terminal(setup_of(ctask, shell)), scratch_(ctask.scratch)
{
    await();
}

int Prompt::status()
{
    const std::string name = "status-" + std::to_string(++asked_);
    await();
    run("echo $? >" + scratch_.path(name));
    await();
    const bool told =
        eventually([&] { return scratch_.exists(name) && contains(scratch_.read_file(name), "\n"); });
    REQUIRE_MESSAGE(told, "no status; the screen: ", terminal.screen());
    return std::stoi(scratch_.read_file(name));
}

void Prompt::await_stop()
{
    terminal.expect("topped");
    await();
}

bool comes_to_front(const Pty& terminal, const std::string& program)
{
    return eventually([&] {
        std::string name;
        std::ifstream("/proc/" + std::to_string(terminal.foreground_group()) + "/comm") >> name;
        return name == program;
    });
}

std::string resume(const std::string& verbs)
{
    return "$CTASK resume idea -a $AGENT -- " + verbs;
}

} // namespace ctask
