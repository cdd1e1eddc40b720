// What stands in the write lock's file: who holds it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace ctask {

struct LockNote {
    pid_t pid = 0;
    std::uint64_t pid_start = 0;
    std::string hostname;
    std::string boot_id;
    std::string session_id;
};

/// Starts with the marker by which ctask's locks are told from the earlier tool's.
std::string format_lock_note(const LockNote& note);
/// The name of the holder's machine; empty for a note that has none.
std::string host_in_lock_note(std::string_view content);
/// For people: "pid 4711 on host"; the earlier tool's content as it stands, made visible; "somebody" for an
/// empty one.
std::string describe_lock_holder(std::string_view content);

} // namespace ctask
