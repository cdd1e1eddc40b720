// ctask killed before each of the calls that change something.
#include "end_to_end/records.hpp"
#include "faults/injection.hpp"
#include "support/doctest.hpp"

#include <csignal>

using namespace ctask;

TEST_SUITE_BEGIN("killed");

TEST_CASE("the session after one that was killed at any write settles it")
{
    if (!can_inject()) return;
    std::size_t points = 0;
    for (bool more = true; more;) {
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        const Words resume = Words{"resume", workspace} + Binary::agent({"exit", "3"});
        CAPTURE(points);

        const Injected killed =
            run_injected(ctask, resume, "write", Injection{"write", "signal=SIGKILL", points + 1});
        more = killed.harmed > 0;
        if (more) ++points;

        CHECK(killed.result.signal == (more ? SIGKILL : 0));
        CHECK(ctask.run(resume).status == 3);
    }
    CHECK(points > 5);
    MESSAGE("killed at ", points, " points");
}

TEST_SUITE_END();
