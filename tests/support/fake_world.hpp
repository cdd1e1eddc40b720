// A world for tests: virtual time, scripted children, a scripted user, real files in scratch directories.
//
//     FakeWorld world;
//     world.processes.next_child().exits_after(10s, 3);
//     world.at(4s, [&] { world.signals.push(SIGTERM, 77); });
//     const Outcome outcome = world.run(run_session(world.world(), events, plan));
//
// While a task runs, time stands still as long as anything can go on; then it jumps to the next thing that is
// due. A task that waits for what will never come fails the test, and so does work that is left over when all
// have ended.
#pragma once

#include "support/fake_clock.hpp"
#include "support/fake_files.hpp"
#include "support/fake_processes.hpp"
#include "support/fake_signals.hpp"
#include "support/fake_terminal.hpp"
#include "support/timeline.hpp"
#include "world/world.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace ctask {

/// What several worlds on one machine have in common: the time, the one thread, the processes.
struct FakeMachine {
    FakeMachine();
    ~FakeMachine();

    std::unique_ptr<asio::io_context> context;
    std::shared_ptr<Timeline> timeline = std::make_shared<Timeline>();
    std::shared_ptr<ProcessTable> processes = std::make_shared<ProcessTable>();
    /// Tasks started and not yet ended.
    int running = 0;
};

/// A task that was started and its result, once it has ended.
template <typename Value>
class Started {
  public:
    bool ended() const { return state_->ended; }
    /// What the task threw comes out.
    Value result() const
    {
        if (state_->failure) std::rethrow_exception(state_->failure);
        return *state_->value;
    }

  private:
    friend class FakeWorld;
    struct State {
        bool ended = false;
        std::optional<Value> value;
        std::exception_ptr failure;
    };
    static Task<> keep(Task<Value> task, std::shared_ptr<State> state)
    {
        try {
            state->value = co_await std::move(task);
        } catch (...) {
            state->failure = std::current_exception();
        }
        state->ended = true;
    }
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

class FakeWorld {
  public:
    FakeWorld();
    /// Another ctask on the same machine, at the same time; run() of either runs both.
    FakeWorld(const FakeWorld& neighbour, pid_t pid);
    ~FakeWorld();
    FakeWorld(const FakeWorld&) = delete;
    FakeWorld& operator=(const FakeWorld&) = delete;

    World& world() { return world_; }

    /// Runs the task, and whatever was started before, to the end.
    template <typename Value>
    Value run(Task<Value> task)
    {
        auto started = start(std::move(task));
        finish();
        return started.result();
    }
    void run(Task<> task) { run(with_value(std::move(task))); }

    /// Starts a task, up to its first wait, to be carried on by advance() and finish().
    template <typename Value>
    Started<Value> start(Task<Value> task)
    {
        Started<Value> started;
        spawn(Started<Value>::keep(std::move(task), started.state_));
        return started;
    }
    Started<bool> start(Task<> task) { return start(with_value(std::move(task))); }
    /// Lets time pass until every task has ended, and holds that nothing is left to do then.
    void finish();

    /// Something that happens when so much time has passed since the world began, or from now.
    void at(Nanoseconds since_start, std::function<void()> action);
    void after(Nanoseconds from_now, std::function<void()> action);
    /// Lets so much time pass; what falls due on the way happens at its time.
    void advance(Nanoseconds length);
    /// The machine sleeps so long: when it wakes, all that fell due meanwhile is overdue at once.
    void suspend_for(Nanoseconds length);
    Nanoseconds elapsed() const { return machine_->timeline->elapsed(); }

  private:
    FakeWorld(std::shared_ptr<FakeMachine> machine, pid_t pid);
    static Task<bool> with_value(Task<> task);
    void spawn(Task<> task);
    void go_on_until_idle();

    std::shared_ptr<FakeMachine> machine_;

  public:
    FakeClock clock;
    FakeFiles files;
    FakeSignals signals;
    FakeProcesses processes;
    FakeTerminal terminal;
    Host host;
    Environment environment;

  private:
    World world_;
};

} // namespace ctask
