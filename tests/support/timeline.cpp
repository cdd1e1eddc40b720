// Timeline: an ordered list of actions.
#include "support/timeline.hpp"

namespace ctask {

Timeline::Ticket Timeline::schedule(Nanoseconds due, Action action)
{
    const Ticket ticket{due, ++asked_};
    due_.emplace(ticket, std::move(action));
    return ticket;
}

std::optional<Nanoseconds> Timeline::next() const
{
    if (due_.empty()) return std::nullopt;
    return due_.begin()->first.first;
}

void Timeline::jump_to(Nanoseconds when)
{
    if (when > elapsed_) elapsed_ = when;
}

bool Timeline::do_one_due()
{
    if (due_.empty() || due_.begin()->first.first > elapsed_) return false;
    const Action action = std::move(due_.begin()->second);
    due_.erase(due_.begin());
    action();
    return true;
}

} // namespace ctask
