// Histories: lines of which any may be torn, strange or blank.
#include "fuzz/claim.hpp"
#include "fuzz/session_claims.hpp"
#include "fuzz/targets.hpp"

#include "base/text.hpp"
#include "record/summary.hpp"

#include <algorithm>

namespace ctask::fuzz {

namespace {

std::size_t count_lines(std::string_view bytes)
{
    const std::vector<std::string> lines = split_lines(bytes);
    const auto is_blank = [](const std::string& line) {
        return line.find_first_not_of(" \t\r") == std::string::npos;
    };
    return lines.size() - static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), is_blank));
}

void claim_good_entry(const HistoryEntry& entry)
{
    claim_good_session(entry.session);
    claim(entry.added_count >= entry.session.changes.added.size() &&
              entry.modified_count >= entry.session.changes.modified.size() &&
              entry.deleted_count >= entry.session.changes.deleted.size(),
          "a list is not longer than its count");
}

void claim_round_trip(const HistoryEntry& entry)
{
    const std::string line = history_line(entry.session);
    claim(line.find('\n') == line.size() - 1, "a session takes one line");
    claim(visible(line.substr(0, line.size() - 1)).size() == line.size() - 1, "a line can be shown");
    const auto again = parse_history_line(line);
    claim(again.has_value(), "a line that was written is read");
    claim_same_session(again->session, entry.session, kHistoryNames);
    claim(again->added_count == entry.session.changes.added.size(), "a line counts all names");
}

/// What a session does to a history that it finds.
void claim_appendable(std::string_view bytes, const HistoryEntry& entry, std::size_t entries)
{
    std::string longer(bytes);
    if (!longer.ends_with('\n')) longer += '\n';
    longer += history_line(entry.session);
    std::size_t bad_lines = 0;
    claim(parse_history(longer, bad_lines).size() == entries + 1, "a history grows by a line");
}

} // namespace

void try_history(std::string_view bytes)
{
    std::size_t bad_lines = 0;
    const auto entries = parse_history(bytes, bad_lines);
    claim(entries.size() + bad_lines == count_lines(bytes), "each line is read or counted");
    for (const HistoryEntry& entry : entries) {
        claim_good_entry(entry);
        claim_round_trip(entry);
    }
    if (!entries.empty()) claim_appendable(bytes, entries.front(), entries.size());
}

} // namespace ctask::fuzz
