// FakeSignals: a queue with a door.
#include "support/fake_signals.hpp"

#include <asio/io_context.hpp>

namespace ctask {

FakeSignals::FakeSignals(asio::io_context& context) : waiting_(context) {}

void FakeSignals::push(int number)
{
    push(Signal{number, Sender::kernel, 0});
}

void FakeSignals::push(int number, pid_t sender)
{
    push(Signal{number, Sender::process, sender});
}

void FakeSignals::push(const Signal& signal)
{
    queue_.push_back(signal);
    waiting_.open();
}

std::optional<Signal> FakeSignals::take()
{
    if (queue_.empty()) return std::nullopt;
    const Signal oldest = queue_.front();
    queue_.pop_front();
    if (queue_.empty()) waiting_.close();
    return oldest;
}

bool FakeSignals::stop_self(int signal)
{
    stops.push_back(signal);
    if (cannot_stop) return false;
    if (while_stopped) while_stopped();
    return true;
}

} // namespace ctask
