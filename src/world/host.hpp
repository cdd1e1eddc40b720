// Who and where this ctask is: the identity that leases are compared with.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace ctask {

/// Facts of this process. A fact that could not be had is empty or 0.
struct Host {
    std::string hostname;
    std::string boot_id;
    /// As the kernel shows it, e.g. "pid:[4026531836]".
    std::string pid_namespace;
    std::string user;
    uid_t uid = 0;
    pid_t pid = 0;
    /// Of this process, in clock ticks since boot.
    std::uint64_t start_ticks = 0;
    /// The file that this process runs.
    std::string program;
};

} // namespace ctask
