// What each signal means: the whole grid of who sent what, and what time makes of it.
#include "session/signal_policy.hpp"

#include "support/doctest.hpp"

#include <csignal>
#include <set>
#include <vector>

using namespace ctask;
using namespace std::chrono_literals;
using Kind = ChildAct::Kind;

namespace {

const std::vector<int> kSignals = {SIGHUP,  SIGINT,  SIGQUIT,  SIGTERM, SIGUSR1,
                                   SIGUSR2, SIGALRM, SIGWINCH, SIGCONT, SIGTSTP,
                                   SIGTTIN, SIGTTOU, SIGPIPE,  SIGXFSZ, SIGRTMIN + 3};
const std::set<int> kOfTheGroup = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH, SIGCONT};
const std::set<int> kOfCtaskItself = {SIGPIPE, SIGXFSZ};

std::vector<ChildAct> send(int number)
{
    return {ChildAct{Kind::send, number}};
}

SignalScene from_process(int number)
{
    return {number, Origin::process, false, true};
}

} // namespace

TEST_CASE("what the kernel sent is passed on only when the child did not get it itself")
{
    for (const int number : kSignals)
        for (const bool leads : {false, true})
            for (const bool in_group : {false, true}) {
                const Reaction reaction = react({number, Origin::kernel, leads, in_group});

                CAPTURE(number);
                if (kOfCtaskItself.count(number) != 0)
                    CHECK(reaction == Reaction::ignore);
                else if (number == SIGHUP)
                    CHECK(reaction == (leads || !in_group ? Reaction::forward : Reaction::ignore));
                else if (kOfTheGroup.count(number) != 0)
                    CHECK(reaction == (in_group ? Reaction::ignore : Reaction::forward));
                else
                    CHECK(reaction == Reaction::forward);
            }
}

TEST_CASE("what the kernel sent the group before the child was in it is passed on")
{
    for (const int number : kSignals)
        for (const bool leads : {false, true}) {
            CAPTURE(number);
            const Reaction expected =
                kOfCtaskItself.count(number) != 0 ? Reaction::ignore : Reaction::forward;
            CHECK(react({number, Origin::kernel, leads, true, true}) == expected);
        }
}

TEST_CASE("what a process sent to ctask is passed on at once, but for a shell's hang-up of its job")
{
    for (const int number : kSignals)
        for (const Origin origin : {Origin::group, Origin::shell, Origin::process})
            for (const bool in_group : {false, true}) {
                const Reaction reaction = react({number, origin, false, in_group});

                CAPTURE(number);
                const bool hang_up = number == SIGHUP && origin == Origin::shell && in_group;
                CHECK(reaction == (hang_up ? Reaction::forward_later : Reaction::forward));
            }
}

TEST_CASE("what the child sent is never sent back, and the end of a child is no message")
{
    for (const int number : kSignals) CHECK(react({number, Origin::child, true, true}) == Reaction::ignore);
    CHECK(react({SIGCHLD, Origin::kernel, true, true}) == Reaction::ignore);
}

TEST_CASE("before the child runs, signals that would end a program cancel, stops stop, the rest is nothing")
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGXFSZ,
                             SIGIO, SIGVTALRM, SIGPROF})
        CHECK(react_before_child(number) == PreflightReaction::cancel);
    for (const int number : {SIGTSTP, SIGTTIN, SIGTTOU})
        CHECK(react_before_child(number) == PreflightReaction::stop);
    for (const int number : {SIGCHLD, SIGCONT, SIGWINCH, SIGURG, SIGPIPE})
        CHECK(react_before_child(number) == PreflightReaction::ignore);
}

TEST_CASE("a second TERM within ten seconds kills the whole tree, a later one is a first again")
{
    Supervision supervision(0s, std::nullopt);

    CHECK(supervision.on_signal(from_process(SIGTERM), 5s) == send(SIGTERM));
    CHECK(supervision.on_signal(from_process(SIGTERM), 5s + 100ms).empty());
    CHECK(supervision.on_signal(from_process(SIGTERM), 16s) == send(SIGTERM));
    CHECK(supervision.on_signal(from_process(SIGTERM), 20s) ==
          std::vector<ChildAct>{ChildAct{Kind::kill_tree, SIGKILL}});
}

TEST_CASE("a shell's hang-up is passed on after a second")
{
    Supervision supervision(0s, std::nullopt);

    CHECK(supervision.on_signal({SIGHUP, Origin::shell, false, true}, 5s).empty());

    REQUIRE(supervision.deadline() == BootTime(6s));
    CHECK(supervision.on_time(5s + 999ms).empty());
    CHECK(supervision.on_time(6s) == send(SIGHUP));
    CHECK_FALSE(supervision.deadline().has_value());
}

TEST_CASE("a child that is still stopped a moment after ctask goes on is continued")
{
    Supervision supervision(0s, std::nullopt);

    supervision.on_own_continuation(5s);

    REQUIRE(supervision.deadline() == BootTime(5s) + kContinueGrace);
    CHECK(supervision.on_time(5s).empty());
    CHECK(supervision.on_time(5s + kContinueGrace) == send(SIGCONT));
    CHECK_FALSE(supervision.deadline().has_value());
}

TEST_CASE("a child that went on with ctask, and perhaps stopped anew, is left alone")
{
    Supervision supervision(0s, std::nullopt);

    supervision.on_own_continuation(5s);
    supervision.on_child_change();

    CHECK(supervision.on_time(6s).empty());
    CHECK_FALSE(supervision.deadline().has_value());
}

TEST_CASE("the time limit sends TERM, wakes a stopped child to see it, and kills after a grace")
{
    Supervision supervision(100s, 5s);

    REQUIRE(supervision.deadline() == BootTime(105s));
    CHECK(supervision.on_time(104s).empty());
    CHECK(supervision.on_time(105s) == std::vector<ChildAct>{ChildAct{Kind::send_to_tree, SIGTERM},
                                                             ChildAct{Kind::send_to_tree, SIGCONT}});
    REQUIRE(supervision.deadline() == BootTime(115s));
    CHECK(supervision.on_time(115s) == std::vector<ChildAct>{ChildAct{Kind::kill_tree, SIGKILL}});
    CHECK(supervision.ending({ChildChange::Kind::killed, SIGKILL}, 116s).kind == Ending::Kind::timed_out);
}

TEST_CASE("the ending says how the child ended, whether from outside, and how long it ran")
{
    Supervision quiet(0s, 1h);
    const Ending exited = quiet.ending({ChildChange::Kind::exited, 3}, 7s);
    CHECK(exited.kind == Ending::Kind::exited);
    CHECK(exited.number == 3);
    CHECK(exited.ran == 7s);
    CHECK_FALSE(exited.from_outside);

    for (const int number : {SIGTERM, SIGHUP, SIGINT}) {
        Supervision told(0s, std::nullopt);
        told.on_signal(from_process(number), 1s);
        const Ending ending = told.ending({ChildChange::Kind::killed, number}, 2s);
        CHECK(ending.kind == Ending::Kind::signalled);
        CHECK(ending.from_outside == (number != SIGINT));
    }
}
