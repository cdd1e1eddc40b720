// When a fresh workspace is taken back: the whole grid of what speaks against it.
#include "session/provisional.hpp"

#include "support/doctest.hpp"

using namespace ctask;
using namespace std::chrono_literals;

namespace {

Ending ended(Ending::Kind kind, int number, Nanoseconds ran = 1s, bool from_outside = false)
{
    Ending ending;
    ending.kind = kind;
    ending.number = number;
    ending.ran = ran;
    ending.from_outside = from_outside;
    return ending;
}

} // namespace

TEST_CASE("a workspace is provisional only when nothing at all speaks against it")
{
    for (int bits = 0; bits < 32; ++bits) {
        ProvisionalFacts facts;
        facts.created_by_this_command = (bits & 1) != 0;
        facts.unchanged = (bits & 2) != 0;
        facts.another_session = (bits & 4) != 0;
        facts.process_inside = (bits & 8) != 0;
        const bool failed = (bits & 16) != 0;
        facts.ending = ended(Ending::Kind::exited, failed ? 1 : 0);

        const bool expected = facts.created_by_this_command && facts.unchanged && !facts.another_session &&
                              !facts.process_inside && failed;
        CAPTURE(bits);
        CHECK(is_provisional(facts) == expected);
    }
}

TEST_CASE("every ending but a zero exit counts as cancelled when nothing changed")
{
    ProvisionalFacts facts;
    facts.created_by_this_command = facts.unchanged = true;
    for (const Ending::Kind kind : {Ending::Kind::signalled, Ending::Kind::timed_out, Ending::Kind::not_found,
                                    Ending::Kind::not_runnable, Ending::Kind::cancelled}) {
        facts.ending = ended(kind, 2);
        CHECK(is_provisional(facts));
    }
    facts.ending = ended(Ending::Kind::exited, 0);
    CHECK_FALSE(is_provisional(facts));
}

TEST_CASE("a session ended from outside after over a minute counts as work")
{
    ProvisionalFacts facts;
    facts.created_by_this_command = facts.unchanged = true;
    facts.ending = ended(Ending::Kind::signalled, 15, 60s, true);
    CHECK(is_provisional(facts));
    facts.ending = ended(Ending::Kind::signalled, 15, 61s, true);
    CHECK_FALSE(is_provisional(facts));
    facts.ending = ended(Ending::Kind::signalled, 2, 3600s, false);
    CHECK(is_provisional(facts));
}
