// Signals that a test sends to ctask.
#pragma once

#include "async/event.hpp"
#include "world/signals.hpp"

#include <deque>
#include <functional>
#include <set>
#include <vector>

namespace ctask {

class FakeSignals : public Signals {
  public:
    explicit FakeSignals(asio::io_context& context);

    /// A signal arrives now: from the kernel (a key), or from a process.
    void push(int number);
    void push(int number, pid_t sender);

    Task<> ready() override { return waiting_.opened(); }
    std::optional<Signal> take() override;
    bool stop_self(int signal) override;
    bool leads_session() const override { return is_session_leader; }
    bool in_our_group(pid_t pid) const override { return our_group.count(pid) != 0; }
    bool is_our_shell(pid_t pid) const override { return pid == shell; }

    bool is_session_leader = false;
    std::set<pid_t> our_group;
    pid_t shell = 3999;
    /// What happens while ctask is stopped (time may pass); it goes on when this returns.
    std::function<void()> while_stopped;
    /// The group is orphaned: the kernel does not stop it.
    bool cannot_stop = false;

    /// The signals by which ctask was to stop itself.
    std::vector<int> stops;

  private:
    void push(const Signal& signal);
    Event waiting_;
    std::deque<Signal> queue_;
};

} // namespace ctask
