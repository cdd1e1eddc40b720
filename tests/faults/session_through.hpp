// A session whose ctask another program starts: one that gives it a clock, a namespace, a user of its own.
#pragma once

#include "end_to_end/records.hpp"

namespace ctask {

/// Runs `through... ctask arguments...` to its end.
ProgramResult run_through(const Binary& ctask, const Words& through, const Words& arguments);

/// Whether `through...` can run a program here; says so when the test is to be skipped.
bool can_run_through(const Words& through);

/// Like RunningSession. Its ctask is the program, or the program's only child. Libraries that the other
/// program loads into ctask are not loaded into the agent.
class SessionThrough {
  public:
    SessionThrough(const Binary& ctask, const Words& through, const std::string& workspace,
                   const std::string& name, const Words& verbs = {});
    ProgramResult end();
    void tell_to_end() const;
    Program& program() { return program_; }
    /// The pid of ctask as the test sees it.
    pid_t ctask_pid() const;

  private:
    const Binary& ctask_;
    std::string name_;
    Program program_;
};

/// Waits until the lease names the agent: from then on nothing is written for half a minute.
void await_agent_in_lease(const std::string& workspace);

} // namespace ctask
