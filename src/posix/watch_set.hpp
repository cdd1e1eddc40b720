// Wakes on changes in many directories, by one inotify descriptor.
#pragma once

#include "posix/waitable_fd.hpp"
#include "world/files.hpp"

#include <map>

namespace ctask {

class PosixWatchSet : public WatchSet {
  public:
    explicit PosixWatchSet(asio::io_context& context);

    bool add(const Directory& directory, std::size_t number) override;
    Task<> changed() override;
    Changed take() override;

  private:
    WaitableFd events_;
    /// By the number of the system's watch.
    std::map<int, std::size_t> numbers_;
};

} // namespace ctask
