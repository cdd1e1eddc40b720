// Companions, first_of and run_to_completion: the only places that spawn coroutines.
#include "async/combine.hpp"

#include "async/event.hpp"

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/error.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/use_awaitable.hpp>
#include <list>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace ctask {

struct Companions::State {
    struct Running {
        asio::cancellation_signal cancel;
        bool ended = false;
    };

    explicit State(OnFailure told) : on_failure(std::move(told)) {}

    OnFailure on_failure;
    std::list<Running> started;
    std::size_t running = 0;
    bool dismissed = false;
    std::optional<Event> all_ended;

    void ended(Running& one, const std::exception_ptr& failure)
    {
        one.ended = true;
        --running;
        const bool expected = dismissed && is_cancellation(failure);
        if (failure && !expected && on_failure) on_failure(failure);
        if (running == 0 && all_ended) all_ended->open();
    }
};

Companions::Companions(OnFailure on_failure) : state_(std::make_shared<State>(std::move(on_failure))) {}

Companions::~Companions() = default;

Task<> Companions::start(Task<> task)
{
    auto state = state_;
    auto executor = co_await asio::this_coro::executor;
    if (state->dismissed) throw std::logic_error("started beside what has been dismissed");
    auto& one = state->started.emplace_back();
    ++state->running;
    auto ended = [state, &one](const std::exception_ptr& failure) { state->ended(one, failure); };
    try {
        asio::co_spawn(executor, std::move(task),
                       asio::bind_cancellation_slot(one.cancel.slot(), std::move(ended)));
    } catch (...) {
        // It has not begun, and nobody is to wait for it.
        if (!one.ended) --state->running;
        one.ended = true;
        throw;
    }
}

Task<> Companions::dismiss()
{
    auto state = state_;
    auto executor = co_await asio::this_coro::executor;
    state->dismissed = true;
    try {
        state->all_ended.emplace(executor);
    } catch (const std::system_error&) {
        // Nothing can be waited for where the system gives no epoll. Whoever runs cannot wait either, and has
        // ended once everybody has had a turn.
        state->all_ended.reset();
    }
    for (auto& one : state->started)
        if (!one.ended) one.cancel.emit(asio::cancellation_type::terminal);
    while (!state->all_ended && state->running > 0) co_await asio::post(executor, asio::use_awaitable);
    if (state->running == 0 && state->all_ended) state->all_ended->open();
    if (state->all_ended) co_await state->all_ended->opened_for_sure();
    co_await asio::this_coro::throw_if_cancelled(true);
}

namespace {

struct Race {
    explicit Race(const asio::any_io_executor& executor) : decided(executor) {}
    Event decided;
    std::optional<std::size_t> winner;
    std::exception_ptr failure;
};

Task<> run_in(std::shared_ptr<Race> race, std::size_t number, Task<> runner)
{
    std::exception_ptr failure;
    try {
        co_await std::move(runner);
    } catch (...) {
        failure = std::current_exception();
    }
    if (race->winner) co_return;
    race->winner = number;
    race->failure = failure;
    race->decided.open();
}

} // namespace

Task<std::size_t> first_of(Task<> left, Task<> right)
{
    auto executor = co_await asio::this_coro::executor;
    auto race = std::make_shared<Race>(executor);
    Companions runners(nullptr);
    std::exception_ptr broken;
    try {
        co_await runners.start(run_in(race, 0, std::move(left)));
        if (!race->winner) co_await runners.start(run_in(race, 1, std::move(right)));
        co_await race->decided.opened();
    } catch (...) {
        broken = std::current_exception();
    }
    co_await asio::this_coro::throw_if_cancelled(false);
    co_await runners.dismiss();
    if (broken) std::rethrow_exception(broken);
    if (race->failure) std::rethrow_exception(race->failure);
    co_return *race->winner;
}

void run_to_completion(asio::io_context& context, Task<> task)
{
    std::exception_ptr failure;
    auto ended = [&failure](std::exception_ptr thrown) { failure = std::move(thrown); };
    asio::co_spawn(context, std::move(task), ended);
    // It has stopped by itself when an earlier task was all it had to do.
    context.restart();
    context.run();
    if (failure) std::rethrow_exception(failure);
}

bool is_cancellation(const std::exception_ptr& failure)
{
    if (!failure) return false;
    try {
        std::rethrow_exception(failure);
    } catch (const std::system_error& error) {
        return error.code() == asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

} // namespace ctask
