// Tells a session to the user as it goes.
#include "report/reporter.hpp"

#include "base/text.hpp"
#include "report/line.hpp"
#include "session/troubles.hpp"

#include <csignal>
#include <utility>

namespace ctask {

Reporter::Reporter(ReportOutput output, const Clock& clock)
    : output_(std::move(output)), clock_(clock),
      scan_(output_.err, output_.err_redraws, output_.err_columns, output_.colour_err, clock)
{
}

void Reporter::tell(const SessionEvent& event)
{
    if (std::holds_alternative<ChildStarted>(event)) {
        progress_done();
        child_runs_ = true;
    } else if (const auto* ended = std::get_if<ChildEnded>(&event)) {
        child_runs_ = false;
        leave_the_line_of_the_key(ended->ending);
        write_queued();
    } else if (child_runs_) {
        queued_.push_back(event);
    } else {
        write_lines(event);
    }
}

/// The terminal has echoed ^C or ^\ without a line feed behind it.
void Reporter::leave_the_line_of_the_key(const Ending& ending)
{
    const bool by_key = ending.number == SIGINT || ending.number == SIGQUIT;
    if (output_.err_is_terminal && ending.kind == Ending::Kind::signalled && by_key) output_.err("\n");
}

void Reporter::write_queued()
{
    std::vector<SessionEvent> queued;
    queued.swap(queued_);
    for (const SessionEvent& event : queued) write_lines(event);
}

void Reporter::write_lines(const SessionEvent& event)
{
    if (was_told(event)) return;
    progress_done();
    bool to_stdout = std::holds_alternative<Starting>(event) && output_.out_is_terminal;
    std::string text;
    for (const std::string& line : lines_of(event, telling()))
        text += prefixed(line, to_stdout ? output_.colour_out : output_.colour_err);
    if (text.empty()) return;
    (to_stdout ? output_.out : output_.err)(text);
}

/// Several parts of one command may meet the same trouble, each by itself: it is told once, and once more
/// when the session turns out to be unprotected by it.
bool Reporter::was_told(const SessionEvent& event)
{
    const Trouble* trouble = std::get_if<Trouble>(&event);
    if (!trouble) return false;
    const bool is_gravest = trouble->consequence == kUnprotected;
    const auto [told, is_new] = troubles_told_.emplace(trouble->what, is_gravest);
    if (is_new) return false;
    return !is_gravest || std::exchange(told->second, true);
}

Telling Reporter::telling() const
{
    return {clock_.now(), output_.home, output_.err_columns};
}

std::string Reporter::wording(Question question)
{
    switch (question) {
    case Question::go_on_after_changes_outside:
        return "Go on? [Y/n] ";
    case Question::start_beside_the_other:
        return "Start a second session beside it? [y/N] ";
    }
    return {};
}

void Reporter::progress(std::size_t files)
{
    if (!child_runs_) scan_.show(files);
}

void Reporter::progress_done()
{
    scan_.erase();
}

} // namespace ctask
