// A descriptor that coroutines wait at: for something to read, for room to write. Reading and writing are the
// owner's.
#pragma once

#include "async/task.hpp"
#include "base/unique_fd.hpp"

#include <memory>

namespace asio {
class io_context;
}

namespace ctask {

class WaitableFd {
  public:
    /// Takes a descriptor of ctask's own, never 0, 1 or 2: what Asio does to it would be seen by the shell
    /// and the child.
    WaitableFd(asio::io_context& context, UniqueFd descriptor);
    ~WaitableFd();
    WaitableFd(WaitableFd&&) noexcept;
    WaitableFd& operator=(WaitableFd&&) noexcept;

    int get() const;
    /// They may complete without cause, and end by exception when cancelled; none takes anything.
    Task<> readable();
    Task<> writable();
    /// The same as readable(), but false and no exception when cancelled: what goes on must not await then.
    Task<bool> readable_unless_cancelled();

  private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

} // namespace ctask
