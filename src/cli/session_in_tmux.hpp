// What is checked and handed over before a session's visit to tmux, and what is told after it. The visit is
// tmux/visit.hpp's.
#pragma once

#include "cli/command_line.hpp"
#include "cli/streams.hpp"
#include "report/reporter.hpp"
#include "tmux/visit.hpp"
#include "workspace/settings.hpp"
#include "world/world.hpp"

namespace ctask {

/// Throws Failure inside tmux and without a terminal that tmux can use, UsageError for a report that cannot
/// outlive the command.
void require_place_for_tmux(World& world, const Streams& streams, const CommandLine& line,
                            const Settings& settings);
/// The same and, throwing Failure, that there is a tmux: before a workspace is made that nothing would run
/// in.
void require_tmux_for_new(World& world, const Streams& streams, const CommandLine& line,
                          const Settings& settings);

/// The session that runs in tmux in this workspace. One whose ctask has died is adopted first. Throws as
/// require_place_for_tmux() does, inside tmux with the way to a session that is there.
std::optional<Running> look_for_session(World& world, const Streams& streams, const CommandLine& line,
                                        const Settings& settings, const Workspace& workspace);

/// What who joins this session is to be told, in lines: how it stands with it, and what of the command line
/// it does not heed, which is as it was begun. To be told when the visit is over: tmux throws away what its
/// terminal has not read yet when it comes.
std::vector<std::string> told_of_joining(const Running& running, const CommandLine& line,
                                         const Workspace& workspace);

/// For commands that do not look for tmux, but must not take a session that goes on there for one that was
/// cut off: one whose ctask has died is adopted, and that is told. Throws nothing.
void adopt_orphan(World& world, Streams& streams, const Workspace& workspace);

/// The same command line for the ctask in the pane: a session of this workspace.
Letter letter_for(const World& world, const Workspace& workspace, const CommandLine& line,
                  const std::string& session_id);

/// To the visit that began the session: what the pane shows when its agent has failed as soon as it had
/// begun, or the session was refused. Throws nothing.
void give_last_words(World& world, const OwnedPane& pane, const Ending& ending);

/// Tells how the visit ended. What it returns is what ctask exits with; `outcome` gets what is known.
Exit tell_visit(Streams& streams, Reporter& reporter, const std::string& word, const Visit& visit,
                Outcome& outcome);

} // namespace ctask
