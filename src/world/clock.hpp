// The clock: what time it is, and waiting for it to pass.
#pragma once

#include "async/task.hpp"
#include "base/times.hpp"

namespace ctask {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual WallTime now() const = 0;
    /// Runs on while the machine is suspended and while ctask is stopped.
    virtual BootTime since_boot() const = 0;
    /// Completes once since_boot() has reached `deadline`: at once after a suspend or a stop that outlasted
    /// it. Ends by exception when cancelled.
    virtual Task<> sleep_until(BootTime deadline) = 0;

    Task<> sleep(Nanoseconds length) { return sleep_until(since_boot() + length); }
};

} // namespace ctask
