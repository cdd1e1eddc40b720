// Yes or no, asked of whoever sits at the terminal.
#include "session/asking.hpp"

#include "session/heeding.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"

#include <csignal>
#include <stdexcept>

namespace ctask {
namespace {

TEST_CASE("what is answered decides, and nothing or the end of input is the default")
{
    struct Case {
        const char* line;
        bool by_default;
        bool expected;
    };
    for (const Case& one : {Case{"y", false, true}, Case{"YES", false, true}, Case{"n", true, false},
                            Case{"No", true, false}, Case{"", true, true}, Case{"", false, false}}) {
        CAPTURE(one.line);
        FakeWorld world;
        world.terminal.answer(one.line);
        CHECK(world.run(ask(world.world(), "Sure? ", one.by_default)) == one.expected);
        CHECK(world.terminal.questions == std::vector<std::string>{"Sure? "});
    }
    FakeWorld world;
    world.terminal.answer_with_end_of_input();
    CHECK_FALSE(world.run(ask(world.world(), "Sure? ", false)));
}

TEST_CASE("what is neither yes nor no is asked again")
{
    FakeWorld world;
    world.terminal.answer("perhaps");
    world.terminal.answer("y");

    CHECK(world.run(ask(world.world(), "Sure? ", false)));
    CHECK(world.terminal.questions == std::vector<std::string>{"Sure? ", "y or n: Sure? "});
}

TEST_CASE("where a whole yes is wanted a y is no answer, and that is said")
{
    FakeWorld world;
    for (const char* line : {"y", "Y", "yes"}) world.terminal.answer(line);

    CHECK(world.run(ask(world.world(), "Sure? ", false, AnswersAccepted::whole_yes)));
    const std::string second = "the whole word yes, or n: Sure? ";
    CHECK(world.terminal.questions == std::vector<std::string>{"Sure? ", second, second});
}

TEST_CASE("after a stop and a continuation the question is put once more")
{
    FakeWorld world;
    world.at(std::chrono::seconds(1), [&world] { world.signals.push(SIGTSTP, 0); });
    world.signals.while_stopped = [&world] {
        CHECK(world.terminal.questions.size() == 1);
        world.terminal.answer("y");
    };

    CHECK(world.run(ask(world.world(), "Sure? ", false)));

    CHECK(world.signals.stops == std::vector<int>{SIGTSTP});
    CHECK(world.terminal.questions == std::vector<std::string>{"Sure? ", "Sure? "});
}

TEST_CASE("a signal ends the question, and a window that changes its size does not")
{
    FakeWorld world;
    world.at(std::chrono::seconds(1), [&world] { world.signals.push(SIGWINCH, 0); });
    world.at(std::chrono::seconds(2), [&world] { world.signals.push(SIGTERM, 77); });

    auto asked = world.start(ask(world.world(), "Sure? ", false));
    world.advance(std::chrono::milliseconds(1500));
    CHECK_FALSE(asked.ended());
    world.finish();

    CHECK_THROWS_AS(asked.result(), CancelledBySignal);
}

TEST_CASE("a signal that comes in the turn in which a wait fails is not lost with it")
{
    FakeWorld world;
    const auto fail_at = [&world](int signal) -> Task<> {
        co_await world.clock.sleep(std::chrono::seconds(1));
        world.signals.push(signal, 77);
        throw std::runtime_error("no space left");
    };

    CHECK_THROWS_AS(world.run(heeding(Heed::signals, world.world(), fail_at(SIGTERM))), CancelledBySignal);
    CHECK_THROWS_AS(world.run(heeding_until_stop(world.world(), fail_at(SIGTERM))), CancelledBySignal);
    CHECK_THROWS_AS(world.run(heeding(Heed::signals, world.world(), fail_at(SIGWINCH))), std::runtime_error);
    CHECK_THROWS_AS(world.run(heeding(Heed::nothing, world.world(), fail_at(SIGTERM))), std::runtime_error);
}

TEST_CASE("nobody is asked where nobody is, or where that was forbidden")
{
    FakeWorld world;
    CHECK_FALSE(may_ask(world.world(), false));
    world.terminal.has_user = true;
    CHECK(may_ask(world.world(), false));
    CHECK_FALSE(may_ask(world.world(), true));
}

} // namespace
} // namespace ctask
