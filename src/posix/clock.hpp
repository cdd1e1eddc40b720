// The system's clocks.
#pragma once

#include "world/clock.hpp"

#include <ctime>

namespace asio {
class io_context;
}

namespace ctask {

/// A point of one of the system's clocks as the kernel tells it, and back.
Nanoseconds read_clock(clockid_t clock);
Nanoseconds from_timespec(const timespec& time);
timespec to_timespec(Nanoseconds time);

class PosixClock : public Clock {
  public:
    explicit PosixClock(asio::io_context& context) : context_(context) {}

    WallTime now() const override;
    BootTime since_boot() const override;
    Task<> sleep_until(BootTime deadline) override;
    std::unique_ptr<Alarm> alarm() override;

  private:
    asio::io_context& context_;
};

} // namespace ctask
