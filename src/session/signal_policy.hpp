// What a signal that reaches ctask means: SIGNALS in ctask(1), as pure functions of who sent what and when.
#pragma once

#include "base/times.hpp"
#include "session/ending.hpp"
#include "world/processes.hpp"

#include <optional>
#include <sys/types.h>
#include <vector>

namespace ctask {

/// Who sent a signal, as far as it changes what ctask does with it.
enum class Origin {
    /// A key, a hang-up of the terminal, a timer of the kernel.
    kernel,
    /// The agent itself.
    child,
    /// A process of ctask's own process group: it may have sent the signal to the whole group, the child
    /// included.
    group,
    /// ctask's parent, or the leader of its session: a shell that speaks to its job.
    shell,
    /// Any other process.
    process,
};

struct SignalScene {
    int number = 0;
    Origin origin = Origin::kernel;
    /// ctask leads its session: the kernel hangs up ctask alone.
    bool leads_session = false;
    /// The child is in ctask's process group: what the kernel or a shell sends to the group reaches it by
    /// itself.
    bool child_in_group = true;
    /// It came before the child was there to get it with the group.
    bool child_missed_it = false;
};

enum class Reaction {
    ignore,
    forward,
    /// The whole group probably had it; forward only if the child still lives a little later.
    forward_later,
};

/// While the child runs.
Reaction react(const SignalScene& scene);

enum class PreflightReaction { ignore, cancel, stop };
/// Before the child runs: INT, TERM, HUP, QUIT and the like end the preflight, terminal stops are followed.
PreflightReaction react_before_child(int number);

/// Second thoughts after a forwarded hang-up: how long a child that had it from the group has to go by
/// itself.
inline constexpr Nanoseconds kGroupGrace = std::chrono::seconds(1);
/// From TERM to KILL when --timeout has run out.
inline constexpr Nanoseconds kTimeoutGrace = std::chrono::seconds(10);
/// A second TERM within this time makes it KILL.
inline constexpr Nanoseconds kInsistence = std::chrono::seconds(10);
/// TERM twice within this time is one request: timeout(1) sends it to ctask and to its group.
inline constexpr Nanoseconds kSameRequest = std::chrono::milliseconds(250);

/// A shell that continues a job sends CONT to the whole group; a child that is still stopped after this was
/// not in it.
inline constexpr Nanoseconds kContinueGrace = std::chrono::milliseconds(20);

/// Something to be done to the child.
struct ChildAct {
    enum class Kind { send, send_to_tree, kill_tree };
    Kind kind = Kind::send;
    int number = 0;
    bool operator==(const ChildAct&) const = default;
};

/// What is to be done to the child over the life of a session: the policy with its memory, still without
/// effects. Times are since boot.
class Supervision {
  public:
    Supervision(BootTime started, std::optional<Nanoseconds> timeout);

    std::vector<ChildAct> on_signal(const SignalScene& scene, BootTime now);
    /// ctask was stopped with the child, and goes on.
    void on_own_continuation(BootTime now) { continue_at_ = now + kContinueGrace; }
    /// The child was continued, has stopped anew or has ended: every change is to be told before on_time().
    void on_child_change() { continue_at_.reset(); }
    /// To be called when deadline() has come; harmless at other times.
    std::vector<ChildAct> on_time(BootTime now);
    /// When something is due next; nothing while nothing is.
    std::optional<BootTime> deadline() const;
    /// The ending, given how the child ended.
    Ending ending(const ChildChange& last, BootTime now) const;

  private:
    BootTime started_;
    std::optional<BootTime> timeout_at_;
    std::optional<BootTime> kill_at_;
    std::optional<BootTime> first_term_;
    std::optional<BootTime> hang_up_at_;
    std::optional<BootTime> continue_at_;
    bool timed_out_ = false;
    bool from_outside_ = false;
};

} // namespace ctask
