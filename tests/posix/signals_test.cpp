// Signals as messages: who sent what, and stopping oneself.
#include "posix/signals.hpp"

#include "async/combine.hpp"
#include "posix/clock.hpp"
#include "posix/forked.hpp"
#include "support/doctest.hpp"

#include <asio/io_context.hpp>
#include <chrono>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

/// Waits for a signal, at most five seconds.
Task<> next_signal(Signals& signals, Clock& clock, std::optional<Signal>& found)
{
    const BootTime late = clock.since_boot() + Seconds(5);
    while (!found && clock.since_boot() < late) {
        co_await first_of(signals.ready(), clock.sleep_until(late));
        found = signals.take();
    }
}

/// In a process of its own: `body` is given the signals and returns what the process exits with.
int in_own_process(
    const std::function<int(PosixSignals&, const std::function<std::optional<Signal>()>&)>& body)
{
    Forked process([&] {
        ::signal(SIGUSR2, SIG_IGN);
        asio::io_context context;
        PosixSignals signals(context, take_over_process());
        PosixClock clock(context);
        return body(signals, [&] {
            std::optional<Signal> found;
            run_to_completion(context, next_signal(signals, clock, found));
            context.restart();
            return found;
        });
    });
    return process.exit_status();
}

} // namespace

TEST_CASE("a signal of another process comes with its pid")
{
    CHECK(in_own_process([](PosixSignals&, const auto& next) {
              Forked sender([] { return ::kill(::getppid(), SIGTERM); });
              const std::optional<Signal> signal = next();
              return signal && signal->number == SIGTERM && signal->sender == Sender::process &&
                             signal->pid == sender.pid()
                         ? 0
                         : 1;
          }) == 0);
}

TEST_CASE("a signal of the kernel says so: a timer, the end of a child")
{
    CHECK(in_own_process([](PosixSignals&, const auto& next) {
              itimerval soon{};
              soon.it_value.tv_usec = 1;
              ::setitimer(ITIMER_REAL, &soon, nullptr);
              const std::optional<Signal> alarm = next();
              const Forked child([] { return 0; });
              const std::optional<Signal> end = next();
              return alarm && alarm->number == SIGALRM && alarm->sender == Sender::kernel && end &&
                             end->number == SIGCHLD && end->sender == Sender::kernel
                         ? 0
                         : 1;
          }) == 0);
}

TEST_CASE("a signal that came before the first look is not lost")
{
    CHECK(in_own_process([](PosixSignals& signals, const auto&) {
              Forked sender([] { return ::kill(::getppid(), SIGINT); });
              sender.wait();
              int found = 0;
              while (const std::optional<Signal> signal = signals.take())
                  if (signal->number == SIGINT) ++found;
              return found;
          }) == 1);
}

TEST_CASE("ctask's own signals are no messages, nor are those that the caller ignored")
{
    CHECK(in_own_process([](PosixSignals& signals, const auto&) {
              int ends[2];
              if (::pipe(ends) != 0) return 9;
              ::close(ends[0]);
              const bool broken = ::write(ends[1], "x", 1) < 0 && errno == EPIPE;
              ::raise(SIGTERM);
              ::kill(::getpid(), SIGUSR1);
              ::kill(::getpid(), SIGUSR2);
              Forked sender([] { return ::kill(::getppid(), SIGUSR2); });
              sender.wait();
              int others = 0;
              while (const std::optional<Signal> signal = signals.take())
                  if (signal->number != SIGCHLD) ++others;
              return broken ? others : 9;
          }) == 0);
}

TEST_CASE("stopping oneself is a stop that the shell sees, and its SIGCONT is still a message")
{
    for (const int signal : {SIGTSTP, SIGTTIN, SIGTTOU}) {
        CAPTURE(signal);
        Forked process([signal] {
            ::setpgid(0, 0);
            asio::io_context context;
            PosixSignals signals(context, take_over_process());
            if (!signals.stop_self(signal)) return 1;
            const std::optional<Signal> continuation = signals.take();
            if (!continuation || continuation->number != SIGCONT) return 2;
            return signals.take() ? 3 : 0;
        });

        const int stop = process.wait_for_stop();
        REQUIRE(WIFSTOPPED(stop));
        CHECK(WSTOPSIG(stop) == signal);
        ::kill(process.pid(), SIGCONT);
        CHECK(process.exit_status() == 0);
    }
}

TEST_CASE("a stop right behind the continuation does not make the first one look as if it had not been")
{
    for (int round = 0; round < 1000; ++round) {
        Forked process([] {
            ::setpgid(0, 0);
            asio::io_context context;
            PosixSignals signals(context, take_over_process());
            return signals.stop_self(SIGTSTP) ? 0 : 1;
        });
        REQUIRE(WIFSTOPPED(process.wait_for_stop()));
        // The moment that counts comes some microseconds behind the continuation, and is short.
        const auto second = std::chrono::steady_clock::now() + std::chrono::microseconds(round % 100);
        ::kill(process.pid(), SIGCONT);
        while (std::chrono::steady_clock::now() < second) {
        }
        ::kill(process.pid(), SIGTSTP);

        // The second one may have come while it could still stop.
        int status = process.wait_for_stop();
        for (; WIFSTOPPED(status); status = process.wait_for_stop()) ::kill(process.pid(), SIGCONT);
        REQUIRE(WIFEXITED(status));
        REQUIRE(WEXITSTATUS(status) == 0);
    }
}

TEST_CASE("in an orphaned process group there is no stop, and that is told")
{
    Forked process([] {
        ::setsid();
        asio::io_context context;
        PosixSignals signals(context, take_over_process());
        if (signals.stop_self(SIGTSTP)) return 1;
        return signals.take() ? 2 : 0;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("a SIGCONT that waits already is not lost to a stop")
{
    CHECK(in_own_process([](PosixSignals& signals, const auto& next) {
              Forked sender([] { return ::kill(::getppid(), SIGCONT); });
              sender.wait();
              if (!signals.stop_self(SIGTSTP)) return 1;
              std::optional<Signal> signal = next();
              if (signal && signal->number == SIGCHLD) signal = next();
              return signal && signal->number == SIGCONT ? 0 : 2;
          }) == 0);
}

TEST_CASE("session, group and shell are told apart")
{
    Forked process([] {
        ::setsid();
        asio::io_context context;
        const PosixSignals signals(context, take_over_process());
        const Forked member([] { return ::pause(); });
        const bool family = signals.leads_session() && signals.in_our_group(member.pid()) &&
                            !signals.in_our_group(::getppid()) && !signals.in_our_group(0);
        const bool shell = signals.is_our_shell(::getppid()) && !signals.is_our_shell(member.pid()) &&
                           !signals.is_our_shell(0);
        return family && shell ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);

    Forked job([] {
        asio::io_context context;
        return PosixSignals(context, take_over_process()).leads_session() ? 1 : 0;
    });
    CHECK(job.exit_status() == 0);
}

} // namespace ctask
