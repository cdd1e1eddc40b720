// What a session has to tell, as values: the session says what happened, report says it in words.
#pragma once

#include "base/times.hpp"
#include "record/lease.hpp"
#include "record/summary.hpp"
#include "record/task_file.hpp"
#include "session/ending.hpp"
#include "session/liveness.hpp"
#include "world/processes.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ctask {

/// A workspace was made (by `new`).
struct Created {
    std::string category;
    std::string name;
    std::string path;
};
/// An earlier session had been cut off and was recorded just now.
struct Interrupted {
    Summary session;
};
/// Files differ from what the last session left.
struct ChangedOutside {
    Changes changes;
};
/// Somebody else is in the workspace. `refused` when the session ends here: there is nobody to ask, or it was
/// to wait for the very session that it was started in, which is `around_us`.
struct InUse {
    std::string slug;
    Lease lease;
    Verdict verdict;
    bool refused = false;
    bool around_us = false;
    /// It ran in a tmux session that has ended.
    bool tmux_gone = false;
    /// As Plan::word has it.
    std::string word = {};
};
/// Waiting for the one that InUse told of.
struct Waiting {
    std::optional<Nanoseconds> limit;
};
struct WaitRanOut {};
/// What the last session did.
struct LastSession {
    Summary session;
};
/// The session starts.
struct Starting {
    std::string mode;
    std::string slug;
    std::string agent;
    std::string path;
    bool beside_another = false;
};
/// The child runs from now on: nothing is written to the terminal until ChildEnded.
struct ChildStarted {};
struct ChildEnded {
    Ending ending;
};
/// The agent could not be started; the reason is in words.
struct NotStarted {
    std::string agent;
    Ending ending;
    std::string reason;
    /// Known agents that are on this machine.
    std::vector<std::string> installed;
    /// As named_by() has it; empty when nobody knows.
    std::string named_by = {};
    bool is_shell = false;
};
/// ctask's own bookkeeping failed; the session goes on. `consequence` says what that means ("the session goes
/// on unprotected"), empty when nothing need be said.
struct Trouble {
    std::string what;
    std::string consequence;
};
/// The lease was taken over by another session while this one ran.
struct LeaseLost {
    std::string by;
};
/// Processes outlive the agent and stand in the workspace.
struct LeftBehind {
    std::vector<ProcessFacts> processes;
};
/// The workspace was moved to the trash, nothing having happened in it.
struct Reclaimed {
    std::string agent;
    Ending ending;
    std::string trash_path;
};
/// The session ended, and the workspace, or its task.yaml without which nothing finds it, is no longer there.
/// `task` is what that said when the session began.
struct WorkspaceGone {
    std::string path;
    std::string name;
    TaskFile task;
    bool all_of_it = false;
};
/// The session ended and is settled.
struct Ended {
    Summary session;
    Ending ending;
};

using SessionEvent = std::variant<Created, Interrupted, ChangedOutside, InUse, Waiting, WaitRanOut,
                                  LastSession, Starting, ChildStarted, ChildEnded, NotStarted, Trouble,
                                  LeaseLost, LeftBehind, Reclaimed, WorkspaceGone, Ended>;

enum class Question { go_on_after_changes_outside, start_beside_the_other };

/// Whoever listens. Neither call throws.
class Events {
  public:
    virtual ~Events() = default;
    virtual void tell(const SessionEvent& event) = 0;
    /// The question in words, with its default marked: "Go on? [Y/n] ".
    virtual std::string wording(Question question) = 0;
    /// A scan goes on: `files` seen up to now; erased when it is done.
    virtual void progress(std::size_t files) = 0;
    virtual void progress_done() = 0;
};

} // namespace ctask
