// Every event of a session in words.
#include "report/session_text.hpp"

#include "support/doctest.hpp"
#include "support/time_zone.hpp"

#include <csignal>

namespace ctask {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

const WallTime kNow = *parse_time("2026-11-22T14:44:00Z");

Lines lines(const SessionEvent& event, std::size_t columns = 0)
{
    TimeZone zone("UTC0");
    return lines_of(event, Telling{kNow, "/home/me", columns});
}

Changes changes(std::vector<std::string> added, std::vector<std::string> modified,
                std::vector<std::string> deleted)
{
    return {std::move(added), std::move(modified), std::move(deleted)};
}

Summary session(Changes changes = {})
{
    Summary summary;
    summary.agent = "claude";
    summary.started_at = kNow - 2h - 42min;
    summary.ended_at = kNow - 2h;
    summary.duration_seconds = 42 * 60;
    summary.exit_code = 0;
    summary.changes = std::move(changes);
    return summary;
}

TEST_CASE("what was created is named with its category")
{
    CHECK(lines(Created{"general", "2026-11-22_x", "/w/general/2026-11-22_x"}) ==
          Lines{"created general/2026-11-22_x"});
}

TEST_CASE("a workspace that lost its task.yaml is told with the line that makes a new one")
{
    WorkspaceGone gone{"/home/me/w/x y", "x y", {}, false};
    gone.task.slug = "x-y";
    gone.task.title = "it's";
    CHECK(lines(gone) ==
          Lines{"task.yaml is gone from ~/w/x y, and without it ctask finds no workspace there",
                "to put one back: printf '%s\\n' 'slug: x-y' 'title: it'\\''s' 'schema_version: 1' "
                "'workspace: {mode: native}' > '/home/me/w/x y/task.yaml'"});
    gone.all_of_it = true;
    CHECK(lines(gone) == Lines{"the workspace is gone: nothing is left of ~/w/x y"});
}

TEST_CASE("how long a session lasted is not told when nobody knows")
{
    Summary cut_off = session();
    cut_off.end_reason = "interrupted";
    CHECK(lines(LastSession{cut_off}).front() ==
          "last session 2 h ago: claude, 42 min, interrupted, no changes");
    cut_off.duration_seconds = 0;
    CHECK(lines(LastSession{cut_off}).front() == "last session 2 h ago: claude, interrupted, no changes");
}

TEST_CASE("the banner says mode, slug, agent and path")
{
    Starting starting{"local", "fix-the-parser", "claude", "/home/me/w/x", false};
    CHECK(lines(starting) == Lines{"local :: fix-the-parser · claude", "~/w/x"});
    starting.beside_another = true;
    CHECK(lines(starting).front() == "local :: fix-the-parser · claude · beside another session");
}

TEST_CASE("the last session is told with the first of its files")
{
    Summary last = session(changes({"a", "b", "c"}, {"d", "e", "f", "g", "h"}, {"i"}));
    last.notes_updated = true;
    CHECK(lines(LastSession{last}) == Lines{"last session 2 h ago: claude, 42 min, ended normally",
                                            "  added     a  b  c", "  modified  d  e  f  and 2 more",
                                            "  deleted   i", "  notes.md was updated"});
}

TEST_CASE("a last session without known changes says so in its line")
{
    Summary last = session();
    CHECK(lines(LastSession{last}) ==
          Lines{"last session 2 h ago: claude, 42 min, ended normally, no changes"});
    last.changes_known = false;
    last.exit_code = 3;
    CHECK(lines(LastSession{last}) ==
          Lines{"last session 2 h ago: claude, 42 min, exited 3, changes unknown"});
    last.exit_code.reset();
    last.exit_signal = "TERM";
    CHECK(lines(LastSession{last}).front().find("ended by signal TERM") != std::string::npos);
    last.end_reason = "interrupted";
    CHECK(lines(LastSession{last}).front().find("42 min, interrupted,") != std::string::npos);
    last.agent.clear();
    CHECK(lines(LastSession{last}) == Lines{"last session 2 h ago: 42 min, interrupted, changes unknown"});
}

TEST_CASE("an interrupted session is told with how many files changed in it")
{
    Summary cut = session(changes({"a", "b"}, {"c"}, {"d"}));
    CHECK(lines(Interrupted{cut}) ==
          Lines{"the session of 12:02 (claude) was interrupted; 4 files changed in it: recorded"});
    cut.changes = changes({"a"}, {}, {});
    CHECK(lines(Interrupted{cut}) ==
          Lines{"the session of 12:02 (claude) was interrupted; 1 file changed in it: recorded"});
    cut.changes = {};
    CHECK(lines(Interrupted{cut}) ==
          Lines{"the session of 12:02 (claude) was interrupted; no file changed in it: recorded"});
    cut.changes_known = false;
    CHECK(lines(Interrupted{cut}) == Lines{"the session of 12:02 (claude) was interrupted: recorded"});
    cut.agent.clear();
    CHECK(lines(Interrupted{cut}) == Lines{"the session of 12:02 was interrupted: recorded"});
}

TEST_CASE("changes from outside are named together, sorted")
{
    CHECK(lines(ChangedOutside{changes({"src/parser.cpp"}, {"README.md"}, {})}) ==
          Lines{"2 files changed outside ctask since the last session: README.md  src/parser.cpp"});
    CHECK(lines(ChangedOutside{changes({"b", "e"}, {"a"}, {"d", "c"})}) ==
          Lines{"5 files changed outside ctask since the last session: a  b  c  and 2 more"});
    CHECK(lines(ChangedOutside{changes({}, {}, {"x"})}) ==
          Lines{"1 file changed outside ctask since the last session: x"});
}

TEST_CASE("names are kept within the terminal, but one is always told")
{
    const std::string c(20, 'c');
    ChangedOutside event{changes({"aaaaaaaaaa", "bbbbbbbbbb", c}, {}, {})};
    const std::string lead = "3 files changed outside ctask since the last session: ";
    const std::size_t taken = 8 + lead.size();
    CHECK(lines(event, taken + 44) == Lines{lead + "aaaaaaaaaa  bbbbbbbbbb  " + c});
    CHECK(lines(event, taken + 43) == Lines{lead + "aaaaaaaaaa  bbbbbbbbbb  and 1 more"});
    CHECK(lines(event, taken + 33) == Lines{lead + "aaaaaaaaaa  and 2 more"});
    CHECK(lines(event, 20) == Lines{lead + "aaaaaaaaaa  and 2 more"});
}

TEST_CASE("waiting says for how long at most")
{
    CHECK(lines(Waiting{}) == Lines{"waiting for it to end"});
    CHECK(lines(Waiting{10min}) == Lines{"waiting for it to end, at most 10 min"});
    CHECK(lines(WaitRanOut{}).back() == "start beside it with --force");
}

TEST_CASE("an agent that did not start is told with what can be done")
{
    const Ending not_found{Ending::Kind::not_found};
    const Ending not_runnable{Ending::Kind::not_runnable};
    CHECK(lines(NotStarted{"nope", not_found, "No such file or directory", {}, "--agent"}) ==
          Lines{"agent not found: nope", "--agent NAME names another; --shell starts a plain shell"});
    CHECK(lines(NotStarted{"nope", not_found, "", {"claude", "codex"}, "--agent"}) ==
          Lines{"agent not found: nope", "on this machine: claude, codex; or --shell for a plain shell"});
    CHECK(lines(NotStarted{"./x", not_runnable, "Permission denied", {"claude"}, "--agent"}) ==
          Lines{"agent not executable: ./x: Permission denied",
                "on this machine: claude; or --shell for a plain shell"});
    CHECK(lines(NotStarted{"claude", {Ending::Kind::failed}, "Out of memory", {}, "--agent"}) ==
          Lines{"claude could not be started: Out of memory"});
}

TEST_CASE("the advice about an agent that did not start names the place that names it")
{
    struct Row {
        const char* named_by;
        const char* advice;
    };
    const std::string once = " for once give --agent NAME, or --shell for a plain shell";
    for (const Row& row :
         {Row{"/home/me/w/x/task.yaml", "agent in ~/w/x/task.yaml names it: mend it there, or"},
          Row{"config.yaml:3", "config.yaml:3 names it: mend it there, or"},
          Row{"CTASK_AGENT", "CTASK_AGENT names it: set it to another, or"},
          Row{"default", "nothing names an agent, so it is the default: set CTASK_AGENT, or"}}) {
        CAPTURE(row.named_by);
        const Ending ending{Ending::Kind::not_found};
        CHECK(lines(NotStarted{"nope", ending, "", {"codex"}, row.named_by}) ==
              Lines{"agent not found: nope", row.advice + once, "on this machine: codex"});
        CHECK(lines(NotStarted{"nope", ending, "", {}, row.named_by}).size() == 2);
    }
}

TEST_CASE("the advice about a shell that did not start is about SHELL")
{
    const Ending not_found{Ending::Kind::not_found};
    const Ending not_runnable{Ending::Kind::not_runnable};
    CHECK(lines(NotStarted{"/no/sh", not_found, "", {"codex"}, "SHELL", true}) ==
          Lines{"shell not found: /no/sh",
                "SHELL names it: export SHELL=/bin/sh, or another shell that is there"});
    CHECK(lines(NotStarted{"/etc", not_runnable, "", {"codex"}, "SHELL", true}).front() ==
          "shell not executable: /etc");
    CHECK(lines(NotStarted{"/bin/sh", not_found, "", {"codex"}, "default", true}) ==
          Lines{"shell not found: /bin/sh"});
}

TEST_CASE("a trouble is one line with what follows from it")
{
    CHECK(lines(Trouble{"cannot write /x: No space left on device", ""}) ==
          Lines{"cannot write /x: No space left on device"});
    CHECK(lines(Trouble{"cannot write /x", "this session is not recorded"}) ==
          Lines{"cannot write /x; this session is not recorded"});
}

TEST_CASE("the end says how long and what changed, and how only when it was not the usual end")
{
    Summary done = session(changes({"a", "b", "c"}, {"d"}, {"e"}));
    done.notes_updated = true;
    CHECK(lines(Ended{done, {}}) == Lines{"42 min · 3 added, 1 modified, 1 deleted · notes updated"});
    done.changes.deleted = {"notes.md"};
    CHECK(lines(Ended{done, {}}) == Lines{"42 min · 3 added, 1 modified, 1 deleted"});
    done = session();
    CHECK(lines(Ended{done, {Ending::Kind::exited, 3}}) == Lines{"42 min · exited 3 · no changes"});
    CHECK(lines(Ended{done, {Ending::Kind::signalled, SIGTERM}}) ==
          Lines{"42 min · ended by signal TERM · no changes"});
    CHECK(lines(Ended{done, {Ending::Kind::timed_out}}) ==
          Lines{"42 min · stopped by --timeout · no changes"});
    done.changes_known = false;
    CHECK(lines(Ended{done, {}}) == Lines{"42 min · changes unknown"});
}

TEST_CASE("what goes to the trash is told with why, and what brings it back")
{
    CHECK(lines(Reclaimed{"claude", {Ending::Kind::exited, 1}, "/home/me/w/.trash/t_x"}) ==
          Lines{"nothing was done (claude exited 1, no file changed): workspace moved to the trash; "
                "ctask undo brings it back"});
}

TEST_CASE("a lost lease and processes left behind are named")
{
    CHECK(lines(LeaseLost{"host-1"}) ==
          Lines{"another session took this workspace over while this one ran: host-1"});
    LeftBehind left;
    CHECK(lines(left).empty());
    left.processes = {{5120, 0, 1, {}, "codex app-server"}, {7, 0, 1, {}, "sh"}};
    CHECK(lines(left) == Lines{"still running in the workspace: codex app-server (pid 5120)  sh (pid 7)"});
}

TEST_CASE("where the child begins and ends there is nothing to say")
{
    CHECK(lines(ChildStarted{}).empty());
    CHECK(lines(ChildEnded{}).empty());
}

TEST_CASE("nothing foreign reaches the terminal unescaped")
{
    const std::string evil = "\x1b[2J\n\u202e";
    Summary summary = session(changes({evil}, {evil}, {evil}));
    summary.agent = evil;
    Summary killed = summary;
    killed.exit_signal = evil;
    InUse in_use;
    in_use.slug = evil;
    in_use.lease.agent = in_use.lease.hostname = in_use.lease.tmux.session = evil;
    const SessionEvent events[] = {Created{evil, evil, evil},
                                   Interrupted{summary},
                                   ChangedOutside{summary.changes},
                                   in_use,
                                   LastSession{summary},
                                   LastSession{killed},
                                   Starting{evil, evil, evil, evil, true},
                                   NotStarted{evil, {Ending::Kind::not_found}, evil, {evil}},
                                   NotStarted{evil, {Ending::Kind::failed}, evil, {}},
                                   Trouble{evil, evil},
                                   LeaseLost{evil},
                                   LeftBehind{{ProcessFacts{1, 0, 1, {}, evil}}},
                                   Reclaimed{evil, {Ending::Kind::exited, 1}, evil},
                                   Ended{summary, {}}};
    for (const SessionEvent& event : events) {
        CAPTURE(event.index());
        REQUIRE_FALSE(lines(event).empty());
        for (const std::string& line : lines(event)) {
            CHECK(line.find_first_of("\x1b\n\r") == std::string::npos);
            CHECK(line.find("\u202e") == std::string::npos);
        }
    }
}

} // namespace
} // namespace ctask
