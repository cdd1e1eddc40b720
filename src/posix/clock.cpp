// The system's clocks. Sleeping is a timerfd on CLOCK_BOOTTIME, so that a suspend shows at once on waking.
#include "posix/clock.hpp"

#include "base/error.hpp"
#include "base/time_bounds.hpp"
#include "posix/waitable_fd.hpp"

#include <optional>
#include <sys/timerfd.h>

namespace ctask {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

UniqueFd new_timer()
{
    UniqueFd timer(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK));
    if (!timer) throw_errno("cannot create a timer");
    return timer;
}

/// Makes it readable from then on; false when the system refuses.
bool try_to_set_timer(const WaitableFd& timer, BootTime deadline)
{
    itimerspec setting{};
    setting.it_value = to_timespec(deadline);
    return ::timerfd_settime(timer.get(), TFD_TIMER_ABSTIME, &setting, nullptr) == 0;
}

void set_timer(const WaitableFd& timer, BootTime deadline)
{
    if (!try_to_set_timer(timer, deadline)) throw_errno("cannot set a timer");
}

class PosixAlarm : public Alarm {
  public:
    PosixAlarm(asio::io_context& context, const Clock& clock) : context_(context), clock_(clock) {}

    Task<bool> sleep_until(BootTime deadline) override
    {
        while (!rung_ && clock_.since_boot() < deadline) {
            if (!timer_) timer_.emplace(context_, new_timer());
            set_timer(*timer_, deadline);
            const bool may_go_on = co_await timer_->readable_unless_cancelled();
            if (!may_go_on) co_return false;
        }
        rung_ = false;
        co_return true;
    }

    void ring() override
    {
        rung_ = true;
        if (timer_) try_to_set_timer(*timer_, kLongAgo);
    }

  private:
    /// Nanoseconds{0} would stop the timer.
    static constexpr BootTime kLongAgo{1};
    asio::io_context& context_;
    const Clock& clock_;
    std::optional<WaitableFd> timer_;
    bool rung_ = false;
};

} // namespace

Nanoseconds read_clock(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return from_timespec(time);
}

Nanoseconds from_timespec(const timespec& time)
{
    return nearest_time(time.tv_sec, time.tv_nsec).time_since_epoch();
}

timespec to_timespec(Nanoseconds time)
{
    timespec result{};
    result.tv_sec = static_cast<time_t>(time.count() / kSecond);
    result.tv_nsec = static_cast<long>(time.count() % kSecond);
    return result;
}

WallTime PosixClock::now() const
{
    return WallTime(read_clock(CLOCK_REALTIME));
}

BootTime PosixClock::since_boot() const
{
    return read_clock(CLOCK_BOOTTIME);
}

Task<> PosixClock::sleep_until(BootTime deadline)
{
    if (since_boot() >= deadline) co_return;
    WaitableFd timer(context_, new_timer());
    set_timer(timer, deadline);
    while (since_boot() < deadline) co_await timer.readable();
}

std::unique_ptr<Alarm> PosixClock::alarm()
{
    return std::make_unique<PosixAlarm>(context_, *this);
}

} // namespace ctask
