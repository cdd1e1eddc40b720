// Tells a session to the user as it goes: writes lines, keeps silent while the agent has the terminal, shows
// progress.
#pragma once

#include "report/scan_progress.hpp"
#include "report/session_text.hpp"
#include "session/events.hpp"
#include "world/clock.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// Where a reporter writes and what it knows of the place. Neither function throws.
struct ReportOutput {
    std::function<void(std::string_view)> out;
    std::function<void(std::string_view)> err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    /// It can write over what it shows.
    bool err_redraws = false;
    bool colour_out = false;
    bool colour_err = false;
    /// Of the terminal on stderr, 0 when there is none.
    std::size_t err_columns = 0;
    std::string home;
};

/// Everything goes to stderr but the banner, which goes to stdout when that is a terminal: otherwise stdout
/// belongs to the agent. What is told between ChildStarted and ChildEnded is written after it.
class Reporter : public Events {
  public:
    /// The clock is borrowed.
    Reporter(ReportOutput output, const Clock& clock);

    void tell(const SessionEvent& event) override;
    std::string wording(Question question) override;
    void progress(std::size_t files) override;
    void progress_done() override;

  private:
    void write_lines(const SessionEvent& event);
    void write_queued();
    void leave_the_line_of_the_key(const Ending& ending);
    bool was_told(const SessionEvent& event);
    Telling telling() const;

    ReportOutput output_;
    const Clock& clock_;
    bool child_runs_ = false;
    std::vector<SessionEvent> queued_;
    /// Whether each was told with its gravest consequence.
    std::map<std::string, bool> troubles_told_;
    ScanProgress scan_;
};

} // namespace ctask
