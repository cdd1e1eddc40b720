// Where a session has its terminal: the one it was started at, or a tmux session.
#pragma once

#include <string>

namespace ctask {

/// The modes, as files and settings have them.
inline const std::string kDirect = "direct";
inline const std::string kPersistent = "persistent";

struct TmuxSeat {
    /// Names the tmux session; empty for a session that is in none.
    std::string session;
    /// The path of its server's socket; empty where that is not known.
    std::string socket;

    bool operator==(const TmuxSeat&) const = default;
};

} // namespace ctask
