// The reporter: which stream, when, and how often.
#include "report/reporter.hpp"

#include "session/troubles.hpp"

#include "support/doctest.hpp"

#include <csignal>

namespace ctask {
namespace {

using namespace std::chrono_literals;

class StillClock : public Clock {
  public:
    WallTime now() const override { return WallTime(Seconds(1790000000)); }
    BootTime since_boot() const override { return elapsed; }
    Task<> sleep_until(BootTime) override { co_return; }
    std::unique_ptr<Alarm> alarm() override { return nullptr; }
    BootTime elapsed{};
};

struct Screen {
    std::string out;
    std::string err;
    StillClock clock;
    bool err_redraws = true;
    std::size_t err_columns = 0;

    Reporter reporter(bool out_is_terminal, bool err_is_terminal, bool colour = false)
    {
        ReportOutput output;
        output.out = [this](std::string_view text) { out += text; };
        output.err = [this](std::string_view text) { err += text; };
        output.out_is_terminal = out_is_terminal;
        output.err_is_terminal = err_is_terminal;
        output.err_redraws = err_is_terminal && err_redraws;
        output.err_columns = err_columns;
        output.colour_out = output.colour_err = colour;
        output.home = "/home/me";
        return Reporter(output, clock);
    }
};

const Starting kStarting{"local", "x", "claude", "/home/me/w/x", false};
const std::string kBanner = "[ctask] local :: x · claude\n[ctask] ~/w/x\n";

TEST_CASE("lines go to stderr behind ctask's name")
{
    Screen screen;
    Reporter reporter = screen.reporter(true, true);
    reporter.tell(Created{"general", "x", "/w/general/x"});
    CHECK(screen.err == "[ctask] created general/x\n");
    CHECK(screen.out.empty());
}

TEST_CASE("lists of names are kept within the terminal that stderr is")
{
    Screen screen;
    ReportOutput output;
    output.err = [&screen](std::string_view text) { screen.err += text; };
    output.err_columns = 80;
    Changes changes;
    changes.added = {std::string(20, 'a'), std::string(20, 'b')};
    Reporter(output, screen.clock).tell(ChangedOutside{changes});
    CHECK(screen.err.ends_with(std::string(20, 'a') + "  and 1 more\n"));
}

TEST_CASE("the name is dim where colour is wanted")
{
    Screen screen;
    screen.reporter(false, true, true).tell(Waiting{});
    CHECK(screen.err == "\x1b[2m[ctask]\x1b[0m waiting for it to end\n");
}

TEST_CASE("the banner goes to stdout only when that is a terminal")
{
    Screen terminal;
    terminal.reporter(true, true).tell(kStarting);
    CHECK(terminal.out == kBanner);
    CHECK(terminal.err.empty());

    Screen pipe;
    pipe.reporter(false, true).tell(kStarting);
    CHECK(pipe.out.empty());
    CHECK(pipe.err == kBanner);
}

TEST_CASE("nothing is written while the child runs, and all of it afterwards, in order")
{
    Screen screen;
    Reporter reporter = screen.reporter(true, true);
    reporter.tell(ChildStarted{});
    reporter.tell(Trouble{"no space", ""});
    reporter.tell(LeaseLost{"other"});
    reporter.progress(5);
    screen.clock.elapsed += 10s;
    reporter.progress(6);
    CHECK(screen.err.empty());
    CHECK(screen.out.empty());

    reporter.tell(ChildEnded{});
    CHECK(screen.err == "[ctask] no space\n"
                        "[ctask] another session took this workspace over while this one ran: other\n");
    reporter.tell(Trouble{"another", ""});
    CHECK(screen.err.ends_with("[ctask] another\n"));
}

TEST_CASE(
    "the same trouble is told once, whenever it comes, and once more when the session is unprotected by it")
{
    Screen screen;
    Reporter reporter = screen.reporter(false, false);
    reporter.tell(Trouble{"no space", "first"});
    reporter.tell(Trouble{"no space", "second"});
    reporter.tell(ChildStarted{});
    reporter.tell(Trouble{"no space", kUnprotected});
    reporter.tell(Trouble{"no space", kUnprotected});
    reporter.tell(Trouble{"no space", ""});
    reporter.tell(Trouble{"other", kUnprotected});
    reporter.tell(Trouble{"other", kUnprotected});
    reporter.tell(ChildEnded{});
    CHECK(screen.err == "[ctask] no space; first\n[ctask] no space; " + kUnprotected + "\n[ctask] other; " +
                            kUnprotected + "\n");
}

TEST_CASE("a scan is shown after half a second and erased when it is done")
{
    Screen screen;
    Reporter reporter = screen.reporter(true, true);
    reporter.progress(10);
    screen.clock.elapsed += 499ms;
    reporter.progress(20);
    CHECK(screen.err.empty());
    screen.clock.elapsed += 1ms;
    reporter.progress(30);
    CHECK(screen.err == "\r\x1b[K[ctask] looking at the files: 30");
    reporter.progress_done();
    CHECK(screen.err.ends_with("30\r\x1b[K"));

    std::string shown = screen.err;
    reporter.progress_done();
    reporter.progress(5);
    CHECK(screen.err == shown);
}

TEST_CASE("a scan is not shown by a terminal that cannot erase it again, nor by one that is too narrow")
{
    const auto shown_by = [](bool redraws, std::size_t columns) {
        Screen screen;
        screen.err_redraws = redraws;
        screen.err_columns = columns;
        Reporter reporter = screen.reporter(true, true);
        reporter.progress(10);
        screen.clock.elapsed += 500ms;
        reporter.progress(30);
        reporter.progress_done();
        return !screen.err.empty();
    };
    CHECK(shown_by(true, 80));
    CHECK(shown_by(true, 32));
    CHECK_FALSE(shown_by(true, 31));
    CHECK_FALSE(shown_by(false, 80));
}

TEST_CASE("a line that comes during a scan takes the progress off first")
{
    Screen screen;
    Reporter reporter = screen.reporter(true, true);
    reporter.progress(1);
    screen.clock.elapsed += 1s;
    reporter.progress(2);
    reporter.tell(Trouble{"odd", ""});
    CHECK(screen.err.ends_with("2\r\x1b[K[ctask] odd\n"));
}

TEST_CASE("progress is for terminals only")
{
    Screen screen;
    Reporter reporter = screen.reporter(true, false);
    reporter.progress(1);
    screen.clock.elapsed += 1s;
    reporter.progress(2);
    reporter.progress_done();
    CHECK(screen.err.empty());
}

TEST_CASE("questions show what Enter means")
{
    Screen screen;
    Reporter reporter = screen.reporter(true, true);
    CHECK(reporter.wording(Question::go_on_after_changes_outside) == "Go on? [Y/n] ");
    CHECK(reporter.wording(Question::start_beside_the_other) == "Start a second session beside it? [y/N] ");
}

TEST_CASE("after a key that ended the agent the terminal's line is left, in a pipe there is none to leave")
{
    for (const bool terminal : {true, false})
        for (const int signal : {SIGINT, SIGQUIT, SIGTERM}) {
            Screen screen;
            Reporter reporter = screen.reporter(terminal, terminal);
            Ending ending;
            ending.kind = Ending::Kind::signalled;
            ending.number = signal;
            reporter.tell(ChildStarted{});
            reporter.tell(ChildEnded{ending});
            CHECK(screen.err == (terminal && signal != SIGTERM ? "\n" : ""));
        }
}

} // namespace
} // namespace ctask
