// The process that ctask started and waits for.
#pragma once

#include "posix/spawn.hpp"
#include "world/processes.hpp"

namespace ctask {

class PosixChild : public Child {
  public:
    /// A child of this process that nobody else waits for: until poll() has told its end the number
    /// is its own.
    explicit PosixChild(const Spawned& spawned);

    pid_t pid() const override { return pid_; }
    std::uint64_t start_ticks() const override { return start_ticks_; }
    std::optional<ChildChange> poll() override;
    void send(int signal) override;
    void send_to_tree(int signal) override;
    void kill_tree() override;
    bool missed(int signal) const override { return sigismember(&missed_, signal) == 1; }
    bool in_our_group() const override;
    bool is_stopped() const override;

  private:
    pid_t pid_;
    std::uint64_t start_ticks_;
    sigset_t missed_;
    bool has_ended_ = false;
};

} // namespace ctask
