// An interactive shell that has ctask's completion, and a user who types and presses Tab.
#pragma once

#include "support/binary.hpp"

namespace ctask {

/// What ctask is given by the shell is printed instead of run, each word in <>; only what the completion
/// script itself asks for is answered by the real one.
class CompletingShell {
  public:
    enum class Kind { bash, bash_with_package, zsh, fish };

    /// Fails the test when the shell does not come up. `script` is the file to load; empty: what ctask
    /// completion prints.
    CompletingShell(const Binary& ctask, Kind kind, const std::string& script = {});

    /// Those of all kinds that are on this machine; a missing one is told with the test's messages.
    static std::vector<Kind> installed();
    static std::string name(Kind kind);

    /// Types the line (Tabs are in it) and Return; what ctask was given then: "<path><fix-the-parser>".
    std::string words_of(const std::string& typed);
    /// Types without Return and waits for the text to show; then gives the line up.
    void expect_offer(const std::string& typed, const std::string& text);

  private:
    static ProgramSetup setup_of(const Binary& ctask, Kind kind, const std::string& script);

    Pty terminal_;
    int rounds_ = 0;
};

} // namespace ctask
