// Coroutines side by side: who ends whom, and that nothing is left running.
#include "async/combine.hpp"

#include "async/event.hpp"
#include "support/doctest.hpp"

#include <asio/io_context.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <vector>

using namespace ctask;

namespace {

Task<> throw_failure(std::string text)
{
    throw std::runtime_error(text);
    co_return;
}

Task<> open_after(Event& first, Event& second)
{
    co_await first.opened();
    second.open();
}

Task<int> answer(int value)
{
    co_return value;
}

Task<> wait_for_ever()
{
    auto executor = co_await asio::this_coro::executor;
    Event never(executor);
    co_await never.opened();
}

/// No file can be opened, and no epoll be had, until this goes.
class NoMoreDescriptors {
  public:
    NoMoreDescriptors()
    {
        REQUIRE(::getrlimit(RLIMIT_NOFILE, &before_) == 0);
        const rlimit none{0, before_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    }
    ~NoMoreDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    NoMoreDescriptors(const NoMoreDescriptors&) = delete;
    NoMoreDescriptors& operator=(const NoMoreDescriptors&) = delete;

  private:
    rlimit before_{};
};

/// Says when it is unwound, whether it had ended or was cancelled.
struct Witness {
    explicit Witness(int& count) : count_(count) {}
    ~Witness() { ++count_; }
    int& count_;
};

Task<> wait_witnessed(Event& event, int& unwound)
{
    Witness witness(unwound);
    co_await event.opened();
}

Task<int> answer_after(Event& event, int answer)
{
    co_await event.opened();
    co_return answer;
}

Task<> do_nothing()
{
    co_return;
}

} // namespace

TEST_CASE("the first of two to complete cancels the other and awaits it")
{
    asio::io_context context;
    Event quick(context);
    Event never(context);
    int unwound = 0;
    std::size_t winner = 9;
    auto body = [&]() -> Task<> {
        quick.open();
        winner = co_await first_of(wait_witnessed(never, unwound), wait_witnessed(quick, unwound));
        CHECK(unwound == 2);
    };

    run_to_completion(context, body());

    CHECK(winner == 1);
}

TEST_CASE("an exception of the first to complete comes out of the race")
{
    asio::io_context context;
    Event never(context);
    auto body = [&]() -> Task<> { co_await first_of(never.opened(), throw_failure("lost")); };

    CHECK_THROWS_WITH(run_to_completion(context, body()), "lost");
}

TEST_CASE("nothing is started beside what has been dismissed")
{
    asio::io_context context;
    auto body = []() -> Task<> {
        Companions companions(nullptr);
        co_await companions.start(do_nothing());
        co_await asio::this_coro::throw_if_cancelled(false);
        co_await companions.dismiss();
        co_await companions.start(wait_for_ever());
    };

    CHECK_THROWS_AS(run_to_completion(context, body()), std::logic_error);
}

TEST_CASE("a cancelled race cancels both of its sides, also when races are nested")
{
    asio::io_context context;
    Event never(context);
    Event go(context);
    int unwound = 0;
    auto inner = [&]() -> Task<> {
        co_await first_of(wait_witnessed(never, unwound), wait_witnessed(never, unwound));
    };
    auto body = [&]() -> Task<> {
        go.open();
        const std::size_t winner = co_await first_of(inner(), go.opened());
        CHECK(winner == 1);
    };

    run_to_completion(context, body());

    CHECK(unwound == 2);
}

TEST_CASE("a helper beside the main task ends with it and its failure does not")
{
    asio::io_context context;
    Event never(context);
    Event done(context);
    int unwound = 0;
    std::string told;
    auto note = [&](std::exception_ptr failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            told += error.what();
        }
    };
    auto body = [&]() -> Task<> {
        done.open();
        const int first = co_await beside(answer_after(done, 7), wait_witnessed(never, unwound), note);
        CHECK(first == 7);
        CHECK(told.empty());
        const int second = co_await beside(answer_after(done, 8), throw_failure("beat failed"), note);
        CHECK(second == 8);
    };

    run_to_completion(context, body());

    CHECK(unwound == 1);
    CHECK(told == "beat failed");
}

TEST_CASE("where nothing can be waited for a helper is joined all the same, and what befell it told in time")
{
    const NoMoreDescriptors until_the_end;
    asio::io_context context;
    bool is_over = false;
    std::vector<bool> told_late;
    const OnFailure note = [&](const std::exception_ptr&) { told_late.push_back(is_over); };
    int result = 0;
    auto body = [&]() -> Task<> {
        result = co_await beside(answer(7), wait_for_ever(), note);
        is_over = true;
    };

    run_to_completion(context, body());

    CHECK(result == 7);
    CHECK(told_late == std::vector<bool>{false});
}

TEST_CASE("a helper goes on while the main task waits for it")
{
    asio::io_context context;
    Event start(context);
    Event finish(context);
    int answer = 0;
    auto body = [&]() -> Task<> {
        start.open();
        answer = co_await beside(answer_after(finish, 5), open_after(start, finish), nullptr);
    };

    run_to_completion(context, body());

    CHECK(answer == 5);
}

TEST_CASE("a cancellation that comes while a race is being ended is not lost")
{
    asio::io_context context;
    Event both(context);
    Event never(context);
    bool ended = false;
    auto loop = [&]() -> Task<> {
        for (;;) {
            co_await first_of(both.opened(), never.opened());
        }
    };
    auto body = [&]() -> Task<> {
        const std::size_t winner = co_await first_of(loop(), both.opened());
        ended = winner == 1;
    };
    auto opener = [&]() -> Task<> {
        co_await do_nothing();
        both.open();
    };
    auto all = [&]() -> Task<> {
        Companions companions(nullptr);
        co_await companions.start(body());
        co_await companions.start(opener());
        co_await do_nothing();
    };

    run_to_completion(context, all());

    CHECK(ended);
}

TEST_CASE("a context that has run dry runs a second task as well")
{
    asio::io_context context;
    int runs = 0;
    auto body = [&]() -> Task<> {
        co_await do_nothing();
        ++runs;
    };

    run_to_completion(context, body());
    run_to_completion(context, body());

    CHECK(runs == 2);
}

TEST_CASE("what a task comes to is what running it returns, and what it throws comes out")
{
    asio::io_context context;
    Event open(context);
    open.open();
    const auto nothing_or_failure = [](bool fails) -> Task<std::optional<std::string>> {
        if (fails) throw std::runtime_error("no");
        co_return std::nullopt;
    };

    CHECK(run_to_completion(context, answer_after(open, 7)) == 7);
    CHECK(run_to_completion(context, nothing_or_failure(false)) == std::nullopt);
    CHECK_THROWS_WITH_AS(run_to_completion(context, nothing_or_failure(true)), "no", std::runtime_error);
}
