// What a session leaves in a workspace, read back.
#pragma once

#include "record/json_reader.hpp"
#include "support/binary.hpp"

#include <string>
#include <vector>

namespace ctask {

/// The test fails when it is no JSON.
JsonDocument parsed(const std::string& json);
JsonDocument summary_of(const std::string& workspace);
/// One document a line, oldest first; none without a history.
std::vector<JsonDocument> history_of(const std::string& workspace);
/// Everything in .ctask but history and summary, one a line, the names in sessions/ with it: empty when all
/// is settled.
std::string leftovers(const std::string& workspace);
JsonDocument lease_of(const std::string& workspace);

/// As the kernel tells it: R, S, T (stopped), Z; 0 when there is no such process.
char state_of(pid_t pid);

/// Waits until the file exists; the test fails when it never does.
void await_file(const std::string& path);
/// A session of its own in a workspace: an agent that tells that it has started, and ends when it is told to.
class RunningSession {
  public:
    /// The agent does `verbs` first.
    RunningSession(const Binary& ctask, const std::string& workspace, const std::string& name,
                   const Words& options = {}, const Words& verbs = {});
    ProgramResult end();
    void tell_to_end() const;
    Program& program() { return program_; }

  private:
    const Binary& ctask_;
    std::string name_;
    Program program_;
};

} // namespace ctask
