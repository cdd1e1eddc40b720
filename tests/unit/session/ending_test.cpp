// Exit statuses: EXIT STATUS in ctask(1), as a table.
#include "session/ending.hpp"

#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;
using Kind = Ending::Kind;

TEST_CASE("every way to end has its status, its closing signal and its words")
{
    struct Row {
        Kind kind;
        int number;
        int status;
        int signal;
        const char* words;
    };
    const Row rows[] = {
        {Kind::exited, 0, 0, 0, "ended normally"},
        {Kind::exited, 255, 255, 0, "exited 255"},
        {Kind::signalled, SIGTERM, 143, SIGTERM, "ended by signal TERM"},
        {Kind::signalled, SIGRTMIN + 1, 128 + SIGRTMIN + 1, SIGRTMIN + 1, "ended by signal RTMIN+1"},
        {Kind::timed_out, 0, 124, 0, "stopped by --timeout"},
        {Kind::interrupted, 0, 125, 0, "interrupted"},
        {Kind::unknown, 0, 0, 0, "ended, how is not known"},
        {Kind::not_found, 0, 127, 0, "not found"},
        {Kind::not_runnable, 0, 126, 0, "could not be executed"},
        {Kind::failed, 0, 125, 0, "could not be started"},
        {Kind::cancelled, SIGINT, 130, SIGINT, "cancelled by signal INT"},
        {Kind::declined, 0, 0, 0, "declined"},
        {Kind::in_use, 0, 75, 0, "workspace in use"},
    };
    for (const Row& row : rows) {
        Ending ending;
        ending.kind = row.kind;
        ending.number = row.number;

        CHECK(exit_status(ending) == row.status);
        CHECK(closing_signal(ending) == row.signal);
        CHECK(describe(ending) == row.words);
    }
}

TEST_CASE("only endings of a child that ran are recorded")
{
    for (const Kind kind : {Kind::exited, Kind::signalled, Kind::timed_out, Kind::interrupted, Kind::unknown})
        CHECK(Ending{kind, 0, false, {}}.child_ran());
    for (const Kind kind :
         {Kind::not_found, Kind::not_runnable, Kind::failed, Kind::cancelled, Kind::declined, Kind::in_use})
        CHECK_FALSE(Ending{kind, 0, false, {}}.child_ran());
}
