// A user before a shell that waits at its prompt.
#pragma once

#include "support/binary.hpp"

namespace ctask {

/// The shell knows $CTASK, $AGENT (the fake agent) and $LOG, a path for what that logs.
class Prompt {
  public:
    /// An interactive bash without start-up files, or another shell whose prompt is $PS1.
    explicit Prompt(const Binary& ctask, const Words& shell = {"bash", "--norc", "--noprofile", "-i"});

    void run(const std::string& line) { terminal.type(line + "\r"); }
    /// Waits for the next prompt.
    void await() { terminal.expect("ready> "); }
    /// At the next prompt: what the last command's status was. The shell stays at its prompt.
    int status();
    /// Waits until the shell has told that its job is stopped, and for the prompt.
    void await_stop();

    Pty terminal;

  private:
    const ScratchDir& scratch_;
    int asked_ = 0;
};

/// Waits until a program of that name leads the foreground job: only then do keys go to it. False when it
/// never does.
bool comes_to_front(const Pty& terminal, const std::string& program);

/// The command line that runs the fake agent in the workspace "idea".
std::string resume(const std::string& verbs);

inline const std::string kCtrlC = "\x03";
inline const std::string kCtrlBackslash = "\x1c";
inline const std::string kCtrlZ = "\x1a";
inline const std::string kCtrlD = "\x04";

} // namespace ctask
