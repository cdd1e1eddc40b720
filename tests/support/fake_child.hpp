// A child that lives by its script. It is remembered after ctask has let go of it.
#pragma once

#include "support/child_script.hpp"
#include "support/timeline.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ctask {

class FakeChild : public std::enable_shared_from_this<FakeChild> {
  public:
    /// A signal that ctask sent to it, and when (since the world began).
    struct Received {
        int signal = 0;
        Nanoseconds at{};
    };
    using OnChange = std::function<void(FakeChild&)>;

    FakeChild(pid_t pid, ChildScript script, std::shared_ptr<Timeline> timeline, OnChange on_change);
    /// Puts its script on the timeline.
    void begin();

    /// At once, by itself. Does nothing when it has ended.
    void exit(int code) { change({ChildChange::Kind::exited, code}); }
    void die(int signal) { change({ChildChange::Kind::killed, signal}); }
    void stop(int signal) { change({ChildChange::Kind::stopped, signal}); }

    /// What ctask does to it.
    void receive(int signal);
    void kill_with_descendants();
    std::optional<ChildChange> take_change();

    pid_t pid() const { return pid_; }
    std::uint64_t start_ticks() const { return 100'000 + static_cast<std::uint64_t>(pid_); }
    bool ended() const { return ended_; }
    bool stopped() const { return stopped_; }
    bool in_our_group() const { return script_.in_our_group_; }
    const std::vector<Received>& received() const { return received_; }
    /// The signals alone, in order.
    std::vector<int> signals() const;
    /// When its whole tree was killed.
    std::optional<Nanoseconds> tree_killed_at() const { return tree_killed_at_; }

  private:
    void change(ChildChange change);
    void react(int signal);
    void change_later(Nanoseconds after, ChildChange change);

    pid_t pid_;
    ChildScript script_;
    std::shared_ptr<Timeline> timeline_;
    OnChange on_change_;
    std::deque<ChildChange> unseen_;
    /// What happens to a stopped process waits until it goes on.
    std::deque<ChildChange> held_back_;
    std::deque<int> pending_signals_;
    bool stopped_ = false;
    bool ended_ = false;
    std::vector<Received> received_;
    std::optional<Nanoseconds> tree_killed_at_;
};

} // namespace ctask
