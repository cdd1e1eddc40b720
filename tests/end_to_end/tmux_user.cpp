// TmuxUser: tmux finds its server's socket through TMUX_TMPDIR.
#include "end_to_end/tmux_user.hpp"

#include "support/doctest.hpp"

namespace ctask {

TmuxUser::TmuxUser()
{
    ctask.scratch.make_directory("tmux");
    ctask.environment.push_back("TMUX_TMPDIR=" + ctask.scratch.path("tmux"));
    configure("");
    workspace = ctask.make_workspace("idea");
}

TmuxUser::~TmuxUser()
{
    tmux({"kill-server"});
}

void TmuxUser::configure(const std::string& lines) const
{
    // Keys that come faster than a person types would count as pasted, and bind nothing.
    ctask.scratch.write_file("home/.tmux.conf", "set -g assume-paste-time 0\n" + lines);
}

Pty TmuxUser::attach(const Words& verbs) const
{
    return start(Words{"attach", "idea"} +
                 Binary::agent(Words{"say", "agent is here", "say", ""} + verbs +
                               Words{"until", ctask.scratch.path("end"), "exit", "7"}));
}

void TmuxUser::let_end() const
{
    ctask.scratch.write_file("end", "");
}

std::string TmuxUser::tmux(const Words& command) const
{
    return Program(ctask.setup(Words{"tmux"} + command)).wait().out;
}

bool TmuxUser::session_exists() const
{
    return contains(tmux({"list-sessions", "-F", "#{session_name}"}), "ctask-general-idea-");
}

} // namespace ctask
