// The real world, built once by main.
#pragma once

#include "posix/clock.hpp"
#include "posix/files.hpp"
#include "posix/processes.hpp"
#include "posix/signals.hpp"
#include "posix/startup.hpp"
#include "posix/terminal.hpp"
#include "world/world.hpp"

#include <memory>
#include <optional>

namespace asio {
class io_context;
}

namespace ctask {

/// Cheap to build: descriptors, timers and threads are made by what first needs them.
class RealWorld {
  public:
    /// `caller` as take_over_process() gave it.
    explicit RealWorld(const CallerSignals& caller);
    ~RealWorld();
    RealWorld(const RealWorld&) = delete;
    RealWorld& operator=(const RealWorld&) = delete;

    /// Borrows from this object.
    World world();

  private:
    const Host& host();

    std::unique_ptr<asio::io_context> context_;
    Environment environment_;
    std::optional<Host> host_;
    PosixClock clock_;
    PosixFiles files_;
    PosixProcesses processes_;
    PosixSignals signals_;
    PosixTerminal terminal_;
};

} // namespace ctask
