// A clock that stands still unless it is moved.
#pragma once

#include "support/timeline.hpp"
#include "world/clock.hpp"

#include <memory>

namespace asio {
class io_context;
}

namespace ctask {

class FakeClock : public Clock {
  public:
    FakeClock(asio::io_context& context, std::shared_ptr<Timeline> timeline);

    WallTime now() const override { return start + timeline_->elapsed(); }
    BootTime since_boot() const override { return kBootedBefore + timeline_->elapsed(); }
    Task<> sleep_until(BootTime deadline) override;
    std::unique_ptr<Alarm> alarm() override;

    /// What the wall clock showed when the world began: the real time, so that it agrees with the file
    /// system, in whole seconds. Change it for a clock that is wrong.
    WallTime start;

  private:
    static constexpr BootTime kBootedBefore = std::chrono::hours(100);
    asio::io_context& context_;
    std::shared_ptr<Timeline> timeline_;
};

} // namespace ctask
