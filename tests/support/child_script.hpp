// What a scripted child will do of itself, and how it takes signals.
#pragma once

#include "base/times.hpp"
#include "world/processes.hpp"

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ctask {

/// Without a word about it a child runs until a signal ends it, and takes signals as their default actions
/// are.
class ChildScript {
  public:
    ChildScript& exits_after(Nanoseconds time, int code = 0);
    ChildScript& dies_after(Nanoseconds time, int signal);
    ChildScript& stops_after(Nanoseconds time, int signal);
    ChildScript& ignores(int signal);
    ChildScript& exits_on(int signal, int code, Nanoseconds later = {});
    /// Runs something when it has started: what the agent does to the files.
    ChildScript& when_started(std::function<void()> action);
    ChildScript& does_after(Nanoseconds time, std::function<void()> action);
    /// Starting it fails.
    ChildScript& cannot_start(int error, StartFailure::Step step = StartFailure::Step::run_program);
    /// It has left ctask's process group.
    ChildScript& in_its_own_group();

  private:
    friend class FakeChild;
    friend class FakeProcesses;
    struct Reaction {
        std::optional<ChildChange> change;
        Nanoseconds later{};
    };
    std::vector<std::pair<Nanoseconds, ChildChange>> changes_;
    std::vector<std::pair<Nanoseconds, std::function<void()>>> actions_;
    std::map<int, Reaction> reactions_;
    std::optional<StartFailure::Step> failing_step_;
    int start_error_ = 0;
    bool in_our_group_ = true;
};

} // namespace ctask
