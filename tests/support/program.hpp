// A program that a test starts, with files or a terminal for its standard streams.
#pragma once

#include "base/unique_fd.hpp"
#include "support/eventually.hpp"
#include "support/scratch_dir.hpp"

#include <functional>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ctask {

struct ProgramSetup {
    /// The first is a path or a name on PATH.
    std::vector<std::string> arguments;
    /// Whole: nothing is taken over from the test.
    std::vector<std::string> environment;
    std::string directory = "/";
    /// What it finds on stdin.
    std::string input;
};

/// How a program ended, and what it wrote until then.
struct ProgramResult {
    /// Its exit status; -1 when a signal ended it.
    int status = -1;
    /// The signal that ended it, or 0.
    int signal = 0;
    /// That signal left a core dump.
    bool dumped = false;
    std::string out;
    std::string err;
};

/// A process of the test's own, in a process group of its own, killed with that group when this goes first.
class Process {
  public:
    explicit Process(pid_t pid) : pid_(pid) {}
    ~Process();
    Process(Process&& other) noexcept
        : pid_(other.pid_), ended_(other.ended_), wait_status_(other.wait_status_)
    {
        other.ended_ = true;
    }
    Process& operator=(Process&&) = delete;

    pid_t pid() const { return pid_; }
    bool ended();
    void send(int signal) const;
    /// Fails the test when it has not ended within the limit.
    ProgramResult wait(std::chrono::milliseconds limit);

  private:
    pid_t pid_;
    bool ended_ = false;
    int wait_status_ = 0;
};

/// Starts in `directory` with the streams given; `leads_session`: in a session of its own, whose terminal
/// becomes the one opened first. Fails the test when it cannot be started.
struct ProgramStreams {
    std::string input;
    std::string output;
    std::string errors;
    bool leads_session = false;
};
Process start_process(const ProgramSetup& setup, const ProgramStreams& streams);

/// One whose stdout and stderr are kept apart.
class Program {
  public:
    explicit Program(const ProgramSetup& setup);
    /// `prepare` runs in the new process just before that becomes the program, for what only a process can do
    /// to itself; it finds the streams and the signals as the program would.
    Program(const ProgramSetup& setup, const std::function<void()>& prepare);

    pid_t pid() const { return process_.pid(); }
    bool ended() { return process_.ended(); }
    void send(int signal) const { process_.send(signal); }
    ProgramResult wait(std::chrono::milliseconds limit = kPatience);
    /// What it has written up to now.
    std::string out() const;
    std::string err() const;

  private:
    std::unique_ptr<ScratchDir> files_;
    Process process_;
};

} // namespace ctask
