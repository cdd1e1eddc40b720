// The lease: the file by which a live session is seen. Reads ours and those of the earlier tool.
#pragma once

#include "base/json_writer.hpp"
#include "base/times.hpp"
#include "record/seat.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace ctask {

/// Fields that the file did not have are empty or 0.
struct Lease {
    std::string session_id;
    pid_t pid = 0;
    std::uint64_t pid_start = 0;
    pid_t child_pid = 0;
    std::uint64_t child_start = 0;
    std::string hostname;
    std::string boot_id;
    std::string pid_namespace;
    /// Of the workspace's directory: a copy of the workspace has another.
    std::uint64_t workspace_inode = 0;
    std::string user;
    std::string agent;
    /// `direct` or `persistent`; the earlier tool's `local` and an absent one are read as direct.
    std::string mode = kDirect;
    std::optional<WallTime> started_at;
    /// The first of heartbeat_at, last_heartbeat, last_heartbeat_at and heartbeat that parses.
    std::optional<WallTime> heartbeat_at;
    std::string version;
    TmuxSeat tmux;
    /// Its tmux session has ended, and is no longer named, but the agent has not ended with it.
    bool tmux_session_ended = false;

    bool operator==(const Lease&) const = default;
};

/// A lease over 64 KiB is not read.
inline constexpr std::size_t kLeaseLimit = std::size_t{64} * 1024;

/// Nothing when the bytes are no JSON object with a session_id and a positive pid; `problem` then says why.
std::optional<Lease> parse_lease(std::string_view bytes, std::string& problem);
void write_lease(ByteSink& sink, const Lease& lease);

} // namespace ctask
