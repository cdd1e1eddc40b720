// The built ctask, in a home and with a root of a test's own.
#pragma once

#include "support/program.hpp"
#include "support/pty.hpp"
#include "support/scratch_dir.hpp"

#include <memory>
#include <string>
#include <vector>

namespace ctask {

using Words = std::vector<std::string>;

/// `left` and then `right`.
Words operator+(Words left, const Words& right);

/// Binaries are found through CTASK_BINARY and FAKE_AGENT, which `meson test` sets. Nothing of the caller's
/// environment but PATH is passed on.
class Binary {
  public:
    Binary();

    /// Runs `ctask ARGUMENTS` to its end, with nothing on stdin.
    ProgramResult run(const Words& arguments) const;
    Program start(const Words& arguments) const;
    /// On a terminal.
    Pty start_on_terminal(const Words& arguments) const;
    /// `--agent FAKE_AGENT -- VERBS`.
    static Words agent(const Words& verbs);
    /// For what is not covered above: arguments may name any program.
    ProgramSetup setup(const Words& arguments) const;
    static const std::string& path();
    static const std::string& fake_agent();

    /// Makes a workspace without a session; the path.
    std::string make_workspace(const std::string& title) const;
    /// Paths of all workspaces, sorted.
    Words workspaces() const;
    /// Names in the trash of the root, but for ctask's own note of when it was looked through.
    Words trash() const;

    /// home/ and root/ are in it; names below are relative to it.
    ScratchDir scratch;
    std::vector<std::string> environment;
};

/// A file of a workspace, by the path of that.
std::string read_file(const std::string& directory, const std::string& name);
bool exists(const std::string& directory, const std::string& name);
/// Names in a directory, sorted; none when there is no such directory.
Words names_in(const std::string& directory);
bool contains(const std::string& text, const std::string& part);
std::size_t occurrences(const std::string& text, const std::string& part);

} // namespace ctask
