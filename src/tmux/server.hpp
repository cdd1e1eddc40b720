// A tmux server, asked and told through the tmux program.
#pragma once

#include "record/seat.hpp"
#include "world/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// Whether the terminal of an environment is one in tmux.
bool is_in_tmux(const Environment& environment);
/// The socket of the tmux server that an environment is of; empty outside of tmux.
std::string tmux_socket_in(const Environment& environment);

/// Whether `answer`, what `tmux -V` prints, is that of a tmux older than 3.0. One that tells no number ("tmux
/// master") is not.
bool is_old_tmux(const std::string& answer);

/// What a user can do who has no tmux that serves, as a hint.
inline const std::string kWithoutTmux = "without tmux: ctask resume --direct, or ctask new --direct";

/// What runs in a session.
struct Panes {
    /// Of the processes that its panes were made for, window by window; some may have ended.
    std::vector<pid_t> pids;
    /// The path of the server's socket.
    std::string socket;
};

/// Throws Failure when there is no tmux, or one older than 3.0, and when it gives no answer.
class TmuxServer {
  public:
    /// The server that the environment names.
    static Task<TmuxServer> find(World& world);
    /// The server of that seat.
    static Task<TmuxServer> find(World& world, TmuxSeat seat);

    /// Of the server itself; 0 when none answers.
    Task<pid_t> pid();
    Task<bool> has(std::string session);
    /// The mark that ctask sets on a session of its own: the id of what runs there. Nothing for a session
    /// that does not exist; empty for one that ctask did not make.
    Task<std::optional<std::string>> mark(std::string session);
    /// Nothing in it for a session that does not exist.
    Task<Panes> panes(std::string session);
    /// Makes a session, not attached to any terminal, that runs this command in the caller's directory, and
    /// marks it. Whatever the user has configured, the session stays when its last terminal leaves, ends with
    /// the command, and then lets its terminals go. False when there is one of that name by now. Throws
    /// Failure when tmux refuses.
    Task<bool> create(std::string session, std::string mark, std::vector<std::string> command);
    /// Attaches the caller's terminal to the session.
    Command attaching(const std::string& session) const;
    /// As one types it into a shell: with the socket where that is not the usual one.
    std::string attach_line(const std::string& session) const;
    /// The same for a terminal that this server shows already.
    std::string switch_line(const std::string& session) const;
    /// Whether ctask runs in a pane of this server.
    bool is_around_us() const;
    /// The session of that pane; empty when it is in none.
    Task<std::string> session_around_us();
    /// The lines that the pane shows, raw; none when ctask runs in no pane.
    Task<std::vector<std::string>> lines_around_us();

  private:
    TmuxServer(World& world, std::string program, std::string socket);
    Command command(std::vector<std::string> words) const;
    Task<Captured> run(std::vector<std::string> words);

    World* world_;
    std::string program_;
    std::string socket_;
};

} // namespace ctask
