// Tmux: every call is a client of the server behind one socket.
#include "end_to_end/tmux.hpp"

#include "support/doctest.hpp"

namespace ctask {

Tmux::Tmux(const Binary& ctask, const Words& command) : ctask_(ctask)
{
    const Words bash = {"bash", "--norc", "--noprofile", "-i"};
    run(Words{"new-session", "-d", "-s", "first", "-x", "100", "-y", "30"} +
        (command.empty() ? bash : command));
}

Tmux::~Tmux()
{
    Program(ctask_.setup(tmux({"kill-server"}))).wait();
}

Words Tmux::tmux(const Words& command) const
{
    return Words{"tmux", "-S", ctask_.scratch.path("tmux"), "-f", "/dev/null"} + command;
}

std::string Tmux::run(const Words& command) const
{
    const ProgramResult result = Program(ctask_.setup(tmux(command))).wait();
    REQUIRE_MESSAGE(result.status == 0, command[0], ": ", result.err);
    return result.out;
}

void Tmux::expect(const std::string& target, const std::string& text) const
{
    std::string pane;
    const auto shows = [&] {
        pane = run({"capture-pane", "-p", "-t", target});
        return contains(pane, text);
    };
    const bool in_time = eventually(shows);
    REQUIRE_MESSAGE(in_time, "\"", text, "\" does not show; the pane: ", pane);
}

} // namespace ctask
