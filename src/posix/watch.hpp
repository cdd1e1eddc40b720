// Wakes on changes in a directory, by inotify.
#pragma once

#include "posix/waitable_fd.hpp"
#include "world/files.hpp"

namespace ctask {

/// A descriptor for watches; where there is no inotify (their number is limited, and some file systems have
/// none) one in which nothing ever happens.
UniqueFd open_watches();
/// Has the descriptor tell of changes in an open directory, whatever its path leads to by now. The number of
/// the watch, or -1.
int watch_directory(int watches, const Directory& directory);

class PosixWatch : public Watch {
  public:
    PosixWatch(asio::io_context& context, const Directory& directory);
    Task<> changed() override;

  private:
    WaitableFd events_;
};

} // namespace ctask
