// Who is in a workspace, in words: every kind of life, asked and refused.
#include "report/in_use_text.hpp"

#include "support/doctest.hpp"
#include "support/time_zone.hpp"

namespace ctask {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

const WallTime kNow = *parse_time("2026-11-22T14:44:00Z");

InUse in_use(Verdict::Life life = Verdict::Life::live)
{
    InUse event;
    event.slug = "fix";
    event.lease.agent = "claude";
    event.lease.pid = 4711;
    event.lease.child_pid = 4712;
    event.lease.hostname = "box";
    event.lease.started_at = *parse_time("2026-11-22T14:02:00Z");
    event.verdict.life = life;
    event.verdict.certain = true;
    event.verdict.heartbeat_age = 12s;
    return event;
}

Lines lines(const InUse& event)
{
    TimeZone zone("UTC0");
    return in_use_lines(event, kNow);
}

TEST_CASE("who is in the workspace is told with where, since when and how fresh")
{
    CHECK(lines(in_use()) ==
          Lines{"fix is in use: claude (pid 4711) on this machine since 14:02, last heartbeat 12 s ago"});
}

TEST_CASE("a session elsewhere is told with its host")
{
    InUse event = in_use();
    event.verdict.certain = false;
    CHECK(lines(event) ==
          Lines{"fix is in use: claude (pid 4711) on box since 14:02, last heartbeat 12 s ago"});
    event.lease.hostname.clear();
    event.lease.started_at.reset();
    event.verdict.heartbeat_age.reset();
    CHECK(lines(event) == Lines{"fix is in use: claude (pid 4711)"});
}

TEST_CASE("with nobody to ask the ways on are named")
{
    InUse event = in_use();
    event.refused = true;
    CHECK(lines(event) ==
          Lines{"fix is in use: claude (pid 4711) on this machine since 14:02, last heartbeat 12 s ago",
                "wait for it with --wait, or start beside it with --force"});
}

TEST_CASE("of the session that one is in no wait is offered")
{
    InUse event = in_use();
    event.around_us = true;
    CHECK(lines(event).at(1) == "this command runs inside that session");
    event.refused = true;
    CHECK(lines(event).at(1) == "this command runs inside that session, so waiting for it would never end; "
                                "start beside it with --force");
    CHECK(lines(event).size() == 2);
}

TEST_CASE("an old heartbeat is always told")
{
    InUse event = in_use();
    event.verdict.heartbeat_age = 3h;
    const std::string line = "fix is in use: claude (pid 4711) on this machine since 14:02; "
                             "its last heartbeat was 3 h ago, it may be stopped or asleep";
    CHECK(lines(event) == Lines{line});
    event.refused = true;
    CHECK(lines(event).front() == line);
}

TEST_CASE("an agent that outlived its ctask is told as that")
{
    CHECK(lines(in_use(Verdict::Life::agent_only)) ==
          Lines{"fix is in use: ctask is gone, its agent claude still runs as pid 4712 on this machine since "
                "14:02"});
}

TEST_CASE("a lease that cannot be read is told as that")
{
    InUse event;
    event.slug = "fix";
    event.verdict.life = Verdict::Life::unknown;
    event.refused = true;
    CHECK(lines(event) == Lines{"fix may be in use: its lease cannot be read, and is too young to be stale",
                                "wait for it with --wait, or start beside it with --force"});
    event.verdict.heartbeat_age = 12s;
    CHECK(lines(event).front().ends_with("is too young to be stale (written 12 s ago)"));
}

TEST_CASE("a session in tmux can be joined")
{
    InUse event = in_use();
    event.lease.tmux.session = "ctask-general-fix-123456";
    CHECK(lines(event).at(1) == "running in tmux; to join it:  ctask attach fix");
    event.refused = true;
    CHECK(lines(event).size() == 3);
}

TEST_CASE("where the tmux session is gone nobody is told to join it")
{
    InUse event = in_use();
    event.lease.child_pid = 4712;
    event.tmux_gone = true;
    CHECK(lines(event).at(1) == "its tmux session is gone; its agent still runs as pid 4712");
    event.lease.tmux.session = "ctask-general-fix-123456";
    CHECK(lines(event).at(1) == "its tmux session is gone; its agent still runs as pid 4712");
    event.verdict.life = Verdict::Life::agent_only;
    CHECK(lines(event).at(1) == "its tmux session is gone");
    event.tmux_gone = false;
    CHECK(lines(event).at(1) == "it ran in tmux; to join it if that still goes on:  ctask attach fix");
}

} // namespace
} // namespace ctask
