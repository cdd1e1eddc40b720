// FakeChild: a small model of a process.
#include "support/fake_child.hpp"

#include <csignal>

namespace ctask {

using Kind = ChildChange::Kind;

FakeChild::FakeChild(pid_t pid, ChildScript script, std::shared_ptr<Timeline> timeline, OnChange on_change)
    : pid_(pid), script_(std::move(script)), timeline_(std::move(timeline)), on_change_(std::move(on_change))
{
}

void FakeChild::begin()
{
    for (const auto& [time, action] : script_.actions_) {
        auto alive = [self = shared_from_this(), act = action] {
            if (!self->ended_) act();
        };
        timeline_->schedule(timeline_->elapsed() + time, alive);
    }
    for (const auto& [time, change] : script_.changes_) change_later(time, change);
}

void FakeChild::change_later(Nanoseconds after, ChildChange change)
{
    timeline_->schedule(timeline_->elapsed() + after,
                        [self = shared_from_this(), change] { self->change(change); });
}

void FakeChild::change(ChildChange change)
{
    const bool by_force = change.kind == Kind::killed && change.number == SIGKILL;
    if (ended_ || (stopped_ && change.kind == Kind::stopped)) return;
    if (stopped_ && change.kind != Kind::continued && !by_force) {
        held_back_.push_back(change);
        return;
    }
    stopped_ = change.kind == Kind::stopped;
    ended_ = change.kind == Kind::exited || change.kind == Kind::killed;
    unseen_.push_back(change);
    on_change_(*this);
}

void FakeChild::receive(int signal)
{
    received_.push_back(Received{signal, timeline_->elapsed()});
    if (stopped_ && signal != SIGCONT && signal != SIGKILL)
        pending_signals_.push_back(signal);
    else
        react(signal);
}

void FakeChild::react(int signal)
{
    if (signal == SIGCONT) {
        if (!stopped_) return;
        change({Kind::continued, SIGCONT});
        for (auto late = std::exchange(held_back_, {}); const auto& one : late) change(one);
        for (auto late = std::exchange(pending_signals_, {}); const int one : late) react(one);
        return;
    }
    if (const auto own = script_.reactions_.find(signal);
        own != script_.reactions_.end() && signal != SIGKILL) {
        if (own->second.change) change_later(own->second.later, *own->second.change);
        return;
    }
    const bool stops = signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU || signal == SIGSTOP;
    const bool harmless = signal == SIGWINCH || signal == SIGCHLD || signal == SIGURG;
    if (!harmless) change({stops ? Kind::stopped : Kind::killed, signal});
}

void FakeChild::kill_with_descendants()
{
    if (!tree_killed_at_) tree_killed_at_ = timeline_->elapsed();
    change({Kind::killed, SIGKILL});
}

std::optional<ChildChange> FakeChild::take_change()
{
    if (unseen_.empty()) return std::nullopt;
    const ChildChange oldest = unseen_.front();
    unseen_.pop_front();
    return oldest;
}

std::vector<int> FakeChild::signals() const
{
    std::vector<int> numbers;
    for (const auto& one : received_) numbers.push_back(one.signal);
    return numbers;
}

} // namespace ctask
