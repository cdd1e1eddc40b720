// A process of a test's own, for what a process can only do to itself.
#pragma once

#include <functional>
#include <string>
#include <sys/types.h>

namespace ctask {

/// Runs a function in a child process, which ends with what it returns. Killed, if need be, when this goes.
class Forked {
  public:
    explicit Forked(const std::function<int()>& body);
    ~Forked();
    Forked(const Forked&) = delete;
    Forked& operator=(const Forked&) = delete;

    pid_t pid() const { return pid_; }
    /// Its wait status, once it has ended.
    int wait();
    /// Its wait status once it has ended or stopped.
    int wait_for_stop();
    /// Its exit status, -1 when it died of a signal.
    int exit_status();

  private:
    pid_t pid_;
    bool ended_ = false;
};

/// What a child process writes to its stdout while it runs the function.
std::string output_of(const std::function<int()>& body);

} // namespace ctask
