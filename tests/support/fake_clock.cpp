// FakeClock: a sleep is an event that the timeline opens.
#include "support/fake_clock.hpp"

#include "async/event.hpp"

#include <asio/io_context.hpp>

namespace ctask {

namespace {

/// Something due that is forgotten when the sleeper goes away before it.
struct Alarm {
    Alarm(std::shared_ptr<Timeline> timeline, Nanoseconds due, Timeline::Action action)
        : timeline_(std::move(timeline)), ticket_(timeline_->schedule(due, std::move(action)))
    {
    }
    ~Alarm() { timeline_->forget(ticket_); }
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

  private:
    std::shared_ptr<Timeline> timeline_;
    Timeline::Ticket ticket_;
};

Task<> sleep_on(std::shared_ptr<Timeline> timeline, std::shared_ptr<Event> woken, Nanoseconds due)
{
    Timeline::Action wake = [woken] { woken->open(); };
    Alarm alarm(timeline, due, std::move(wake));
    co_await woken->opened();
}

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

} // namespace ctask
