// Several coroutines side by side, none of them left running behind: whoever starts one here also ends it
// here.
#pragma once

#include "async/task.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace asio {
class io_context;
}

namespace ctask {

/// Told of what a helper threw; must not throw itself.
using OnFailure = std::function<void(std::exception_ptr)>;

/// The coroutines that run beside another one. dismiss() is to be awaited before this goes: only the end of
/// the whole context may destroy it while they run.
class Companions {
  public:
    explicit Companions(OnFailure on_failure);
    ~Companions();
    Companions(const Companions&) = delete;
    Companions& operator=(const Companions&) = delete;

    /// Runs `task` up to its first wait at once, the rest beside the caller. Throws std::logic_error after
    /// dismiss(): nobody would await it.
    Task<> start(Task<> task);
    /// Cancels what still runs and completes when all have ended, whatever befalls the caller meanwhile. Asio
    /// throws at an await of a cancelled coroutine, so stand `co_await
    /// asio::this_coro::throw_if_cancelled(false);` before it; it is true again behind it.
    Task<> dismiss();

  private:
    struct State;
    std::shared_ptr<State> state_;
};

/// Completes as soon as one of the two has; the other is cancelled and awaited first. An exception of the
/// first to complete comes out, what the other throws while it is being ended does not. Returns 0 or 1: which
/// it was. When the left one completes at once the right one is not started.
Task<std::size_t> first_of(Task<> left, Task<> right);

/// The result of `main`, with `helper` running beside it until then. A helper that returns is done; what it
/// throws is told to `on_failure` and never ends `main`. The helper is cancelled and awaited before this
/// completes.
template <typename Value>
Task<Value> beside(Task<Value> main, Task<> helper, OnFailure on_failure)
{
    Companions companions(std::move(on_failure));
    co_await companions.start(std::move(helper));
    std::exception_ptr failure;
    std::optional<Value> result;
    try {
        result = co_await std::move(main);
    } catch (...) {
        failure = std::current_exception();
    }
    co_await asio::this_coro::throw_if_cancelled(false);
    co_await companions.dismiss();
    if (failure) std::rethrow_exception(failure);
    co_return std::move(*result);
}

/// Runs the task on `context` until nothing is left to do there, which is when the task has ended and every
/// coroutine it started too. What the task throws comes out.
void run_to_completion(asio::io_context& context, Task<> task);

/// Awaits a task and keeps its value: for whatever takes only tasks without one.
template <typename Value>
Task<> into(std::optional<Value>& place, Task<Value> task)
{
    Value value = co_await std::move(task);
    place.emplace(std::move(value));
}

/// The same for a task that has a value, which is returned.
template <typename Value>
Value run_to_completion(asio::io_context& context, Task<Value> task)
{
    std::optional<Value> value;
    run_to_completion(context, into(value, std::move(task)));
    return std::move(*value);
}

/// Whether an exception is the one by which a cancelled wait ends.
bool is_cancellation(const std::exception_ptr& failure);

} // namespace ctask
