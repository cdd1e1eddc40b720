// Event: a timer that never expires, whose cancellation wakes the waiters.
#include "async/event.hpp"

#include <asio/error.hpp>
#include <asio/io_context.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <system_error>

namespace ctask {

struct Event::State {
    explicit State(const asio::any_io_executor& executor)
        : timer(executor, asio::steady_timer::time_point::max())
    {
    }
    asio::steady_timer timer;
    bool open = false;
};

namespace {

template <typename State>
Task<> wait_until_open(std::shared_ptr<State> state, bool despite_cancellation)
{
    while (!state->open) {
        std::error_code ignored;
        auto woken = asio::redirect_error(asio::use_awaitable, ignored);
        co_await state->timer.async_wait(woken);
        auto cancellation = co_await asio::this_coro::cancellation_state;
        const bool cancelled = cancellation.cancelled() != asio::cancellation_type::none;
        if (cancelled && !despite_cancellation) throw std::system_error(asio::error::operation_aborted);
    }
}

} // namespace

Event::Event(asio::io_context& context) : Event(asio::any_io_executor(context.get_executor())) {}

Event::Event(const asio::any_io_executor& executor) : state_(std::make_shared<State>(executor)) {}

Event::~Event() = default;
Event::Event(Event&&) noexcept = default;

void Event::open()
{
    state_->open = true;
    state_->timer.cancel();
}

void Event::close()
{
    state_->open = false;
}

bool Event::is_open() const
{
    return state_->open;
}

Task<> Event::opened()
{
    return wait_until_open(state_, false);
}

Task<> Event::opened_for_sure()
{
    return wait_until_open(state_, true);
}

} // namespace ctask
