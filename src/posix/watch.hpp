// Wakes on changes in a directory, by inotify.
#pragma once

#include "posix/waitable_fd.hpp"
#include "world/files.hpp"

namespace ctask {

class PosixWatch : public Watch {
  public:
    PosixWatch(asio::io_context& context, const Directory& directory);
    Task<> changed() override;

  private:
    WaitableFd events_;
};

} // namespace ctask
