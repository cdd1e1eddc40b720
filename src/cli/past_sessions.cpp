// Reading past sessions from the history, or else from the summary.
#include "cli/past_sessions.hpp"

#include "base/text.hpp"
#include "workspace/layout.hpp"

#include <optional>
#include <utility>

namespace ctask {

namespace {

void add_summary(PastSessions& past, const Directory& workspace)
{
    const std::string name = layout::kState + "/" + layout::kSummary;
    FileContent found;
    std::optional<Summary> summary = read_summary_file(workspace, name, ScanRules(), found);
    if (!found.problem.empty()) past.problems.push_back(workspace.path_of(name) + " " + found.problem);
    if (summary) past.entries.push_back(entry_of(std::move(*summary)));
}

} // namespace

PastSessions read_past_sessions(const Directory& workspace)
{
    PastSessions past;
    const std::string name = layout::kState + "/" + layout::kHistory;
    FileContent content = workspace.read(name, kHistoryLimit);
    if (content.absent()) {
        add_summary(past, workspace);
    } else if (content.present()) {
        std::size_t bad_lines = 0;
        past.entries = parse_history(content.bytes, bad_lines);
        if (bad_lines > 0)
            past.problems.push_back(count_of(bad_lines, "line") + " of " + workspace.path_of(name) +
                                    " cannot be read");
    } else {
        past.unusable = unusable(workspace, name, content);
        past.problems.push_back(past.unusable->described());
    }
    return past;
}

} // namespace ctask
