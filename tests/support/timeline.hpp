// Virtual time: what is due when. It passes only when a test, or a world that has nothing else to do, lets
// it.
#pragma once

#include "base/times.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace ctask {

class Timeline {
  public:
    using Action = std::function<void()>;
    /// When it is due, then the order of asking.
    using Ticket = std::pair<Nanoseconds, std::uint64_t>;

    /// Since the world began.
    Nanoseconds elapsed() const { return elapsed_; }
    Ticket schedule(Nanoseconds due, Action action);
    void forget(const Ticket& ticket) { due_.erase(ticket); }

    /// When the next thing is due; nothing when none ever is.
    std::optional<Nanoseconds> next() const;
    /// Time goes to `when`, never back, and nothing happens yet.
    void jump_to(Nanoseconds when);
    /// Does the oldest thing that is due by now. False when there is none.
    bool do_one_due();

  private:
    Nanoseconds elapsed_{};
    std::uint64_t asked_ = 0;
    std::map<Ticket, Action> due_;
};

} // namespace ctask
