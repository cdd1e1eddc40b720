// The clock: what time it is, and waiting for it to pass.
#pragma once

#include "async/task.hpp"
#include "base/times.hpp"

#include <memory>

namespace ctask {

/// A sleep that can be ended before its time.
class Alarm {
  public:
    virtual ~Alarm() = default;
    /// Completes once Clock::since_boot() has reached `deadline`, or at once if ring() was called since the
    /// last sleep. One sleep at a time. False, and not an exception, when cancelled: whoever is sent to sleep
    /// for good ends that way, and unwinding costs more than all of a sleep. Throws std::system_error where
    /// the system gives no timer.
    virtual Task<bool> sleep_until(BootTime deadline) = 0;
    /// Ends the sleep, or else the next one as it begins. Never throws: where the system refuses, the sleep
    /// has its time.
    virtual void ring() = 0;
};

class Clock {
  public:
    virtual ~Clock() = default;
    virtual WallTime now() const = 0;
    /// Runs on while the machine is suspended and while ctask is stopped.
    virtual BootTime since_boot() const = 0;
    /// Completes once since_boot() has reached `deadline`: at once after a suspend or a stop that outlasted
    /// it. Ends by exception when cancelled.
    virtual Task<> sleep_until(BootTime deadline) = 0;
    /// The clock outlives it.
    virtual std::unique_ptr<Alarm> alarm() = 0;

    Task<> sleep(Nanoseconds length) { return sleep_until(since_boot() + length); }
};

} // namespace ctask
