// Endings written into a record and read back: the whole grid.
#include "session/ending_on_record.hpp"

#include "session/summary_text.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <string>
#include <vector>

using namespace ctask;
using Kind = Ending::Kind;

namespace {

/// Of those that are recorded.
std::vector<Ending> all_endings()
{
    std::vector<Ending> endings;
    for (int code = 0; code < 256; ++code) endings.push_back({Kind::exited, code});
    for (int signal = 1; signal <= SIGRTMAX; ++signal) endings.push_back({Kind::signalled, signal});
    for (int number = 0; !name_of(Kind(number)).empty(); ++number) {
        const Ending ending{Kind(number)};
        const bool has_number = ending.kind == Kind::exited || ending.kind == Kind::signalled;
        if (ending.child_ran() && !has_number) endings.push_back(ending);
    }
    return endings;
}

Summary recorded(const Ending& ending, bool lost_its_pane = false)
{
    Summary session;
    write_ending(session, ending, lost_its_pane);
    return session;
}

} // namespace

TEST_CASE("every ending comes back from its record with its status and its words")
{
    for (const Ending& ending : all_endings()) {
        CAPTURE(describe(ending));
        const Summary session = recorded(ending);

        const Ending back = ending_of(session);

        CHECK(back.kind == ending.kind);
        CHECK(exit_status(back) == exit_status(ending));
        CHECK(closing_signal(back) == closing_signal(ending));
        CHECK(describe(back) == describe(ending));
        CHECK(describe_ending(session) == describe(ending));
    }
}

TEST_CASE("a session whose pane was lost keeps what its agent ended with, whatever its reason")
{
    for (const Ending& ending : all_endings()) {
        if (ending.kind == Kind::interrupted) continue;
        CAPTURE(describe(ending));

        const Summary session = recorded(ending, true);

        CHECK(end_reason_of(session) == EndReason::tmux_session_ended);
        CHECK(exit_status(ending_of(session)) == exit_status(ending));
    }
}

TEST_CASE("each ending has its reason, and the one member that says more of it")
{
    struct Row {
        Ending ending;
        const char* reason;
        std::optional<int> exit_code;
        const char* exit_signal;
    };
    const Row rows[] = {
        {{Kind::exited, 0}, "child_exited", 0, ""},
        {{Kind::exited, 7}, "child_exited", 7, ""},
        {{Kind::signalled, SIGTERM}, "child_exited", {}, "TERM"},
        {{Kind::timed_out, SIGKILL}, "timed_out", 124, ""},
        {{Kind::interrupted}, "interrupted", {}, ""},
        {{Kind::unknown}, "tmux_session_ended", {}, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(describe(row.ending));
        const Summary session = recorded(row.ending);
        CHECK(session.end_reason == row.reason);
        CHECK(session.exit_code == row.exit_code);
        CHECK(session.exit_signal == row.exit_signal);
    }
}

TEST_CASE("what others have recorded is taken as far as it is understood")
{
    Summary session;
    session.end_reason = "went home";
    session.duration_seconds = 90;
    CHECK(ending_of(session).kind == Kind::unknown);
    CHECK(ending_of(session).ran == Seconds(90));
    session.exit_code = 3;
    CHECK(describe(ending_of(session)) == "exited 3");
    session.exit_signal = "NOSUCH";
    CHECK(ending_of(session).kind == Kind::signalled);
    CHECK(ending_of(session).number == 0);
    CHECK(ending_of(session).killed);
    CHECK(describe_ending(session) == "ended by signal NOSUCH");
    session.end_reason = "timed_out";
    CHECK(ending_of(session).kind == Kind::timed_out);
}
