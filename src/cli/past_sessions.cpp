// Reading past sessions from the history, or else from the summary.
#include "cli/past_sessions.hpp"

#include "base/text.hpp"
#include "record/json_file.hpp"
#include "record/manifest.hpp"
#include "workspace/layout.hpp"

#include <optional>
#include <utility>

namespace ctask {

namespace {

void add_summary(PastSessions& past, const Directory& workspace)
{
    const std::string name = layout::kState + "/" + layout::kSummary;
    FileContent content = read_json_file(workspace, name, kManifestLimit);
    if (content.absent()) return;
    std::string problem = content.problem;
    std::optional<Summary> summary;
    if (content.present()) summary = parse_summary(content.bytes, ScanRules(), problem);
    if (!summary) {
        past.problems.push_back(workspace.path_of(name) + " " + problem);
        return;
    }
    HistoryEntry entry;
    entry.added_count = summary->changes.added.size();
    entry.modified_count = summary->changes.modified.size();
    entry.deleted_count = summary->changes.deleted.size();
    entry.session = std::move(*summary);
    past.entries.push_back(std::move(entry));
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
