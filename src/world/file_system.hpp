// What a file system is and what it can do, as far as workspaces depend on it.
#pragma once

#include <cstdint>
#include <string>

namespace ctask {

struct FileSystemFacts {
    /// As mount(8) calls it: "ext4", "nfs4", "fuse.sshfs". Empty when it could not be told.
    std::string type;
    /// That this user may still fill.
    std::uint64_t free_bytes = 0;
    bool read_only = false;
};

/// What came of really doing it: 0, or the errno of what failed. What was not tried is 0 too.
struct FileSystemTrial {
    /// Making a directory and a file in it; when that fails nothing else is tried.
    int write = 0;
    int rename = 0;
    int link = 0;
    int flock = 0;
};

} // namespace ctask
