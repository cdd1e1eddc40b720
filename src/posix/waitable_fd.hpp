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
    /// Both may complete without cause, and end by exception when cancelled; neither takes anything.
    Task<> readable();
    Task<> writable();

  private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

} // namespace ctask
