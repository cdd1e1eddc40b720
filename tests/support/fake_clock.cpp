// FakeClock: a sleep is an event that the timeline opens.
#include "support/fake_clock.hpp"

#include "async/event.hpp"

#include <asio/io_context.hpp>
#include <system_error>

namespace ctask {

namespace {

/// Something due that is forgotten when the sleeper goes away before it.
struct Scheduled {
    Scheduled(std::shared_ptr<Timeline> timeline, Nanoseconds due, Timeline::Action action)
        : timeline_(std::move(timeline)), ticket_(timeline_->schedule(due, std::move(action)))
    {
    }
    ~Scheduled() { timeline_->forget(ticket_); }
    Scheduled(const Scheduled&) = delete;
    Scheduled& operator=(const Scheduled&) = delete;

  private:
    std::shared_ptr<Timeline> timeline_;
    Timeline::Ticket ticket_;
};

Task<> sleep_on(std::shared_ptr<Timeline> timeline, std::shared_ptr<Event> woken, Nanoseconds due)
{
    Timeline::Action wake = [woken] { woken->open(); };
    Scheduled scheduled(timeline, due, std::move(wake));
    co_await woken->opened();
}

class FakeAlarm : public Alarm {
  public:
    FakeAlarm(asio::io_context& context, std::shared_ptr<Timeline> timeline, const Clock& clock)
        : timeline_(std::move(timeline)), clock_(clock), rung_(std::make_shared<Event>(context))
    {
    }

    Task<bool> sleep_until(BootTime deadline) override
    {
        const Nanoseconds left = deadline - clock_.since_boot();
        if (left <= Nanoseconds{0}) rung_->open();
        Task<> sleeping = sleep_on(timeline_, rung_, timeline_->elapsed() + left);
        bool cancelled = false;
        try {
            co_await std::move(sleeping);
        } catch (const std::system_error&) {
            cancelled = true;
        }
        rung_->close();
        co_return !cancelled;
    }

    void ring() override { rung_->open(); }

  private:
    std::shared_ptr<Timeline> timeline_;
    const Clock& clock_;
    std::shared_ptr<Event> rung_;
};

} // namespace

FakeClock::FakeClock(asio::io_context& context, std::shared_ptr<Timeline> timeline)
    : start(std::chrono::floor<Seconds>(std::chrono::system_clock::now())), context_(context),
      timeline_(std::move(timeline))
{
}

Task<> FakeClock::sleep_until(BootTime deadline)
{
    auto woken = std::make_shared<Event>(context_);
    if (deadline <= since_boot()) woken->open();
    return sleep_on(timeline_, std::move(woken), deadline - kBootedBefore);
}

std::unique_ptr<Alarm> FakeClock::alarm()
{
    return std::make_unique<FakeAlarm>(context_, timeline_, *this);
}

} // namespace ctask
