// The composition root: builds the real world, runs the program in it, ends as it ended.
#include "cli/colour.hpp"
#include "cli/program.hpp"
#include "posix/real_world.hpp"
#include "posix/report_target.hpp"
#include "posix/stdio.hpp"

#include <string>
#include <vector>

namespace {

/// A program that passes something on does so at once; longer than this nobody waits for a status line.
constexpr ctask::Nanoseconds kInputPatience = std::chrono::milliseconds(250);

ctask::Streams make_streams(const ctask::Environment& environment, const ctask::CallerSignals& caller)
{
    ctask::Streams streams;
    streams.out = [](std::string_view text) { return ctask::write_out(1, text); };
    streams.err = [](std::string_view text) { ctask::write_out(2, text); };
    streams.in = [](std::size_t limit) { return ctask::read_in(0, limit, kInputPatience); };
    streams.out_is_terminal = ctask::is_terminal(1);
    streams.err_is_terminal = ctask::is_terminal(2);
    streams.out_redraws = ctask::can_redraw(environment, streams.out_is_terminal);
    streams.err_redraws = ctask::can_redraw(environment, streams.err_is_terminal);
    streams.out_columns = ctask::terminal_columns(1);
    streams.err_columns = ctask::terminal_columns(2);
    streams.colour_out = ctask::wants_colour(environment, streams.out_is_terminal);
    streams.colour_err = ctask::wants_colour(environment, streams.err_is_terminal);
    streams.open_report = ctask::open_report_target;
    streams.give_back_signals = [caller] { ctask::give_back_signals(caller); };
    return streams;
}

ctask::Exit run(const ctask::CallerSignals& caller, int argc, char** argv)
{
    ctask::RealWorld real(caller);
    ctask::World world = real.world();
    ctask::Streams streams = make_streams(world.environment, caller);
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return ctask::run_program(world, streams, arguments);
}

} // namespace

int main(int argc, char** argv)
{
    const ctask::CallerSignals caller = ctask::take_over_process();
    const ctask::Exit ended = run(caller, argc, argv);
    if (ended.signal != 0) ctask::end_by_signal(ended.signal);
    return ended.status;
}
