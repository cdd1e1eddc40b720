// Member by member; a time counts in the seconds that files have.
#include "fuzz/session_claims.hpp"

#include "fuzz/claim.hpp"

#include <algorithm>
#include <chrono>

namespace ctask::fuzz {

namespace {

using Names = std::vector<std::string>;

bool same_start(const Names& left, const Names& right, std::size_t names)
{
    const auto length = [names](const Names& list) {
        return static_cast<std::ptrdiff_t>(std::min(list.size(), names));
    };
    return std::equal(left.begin(), left.begin() + length(left), right.begin(),
                      right.begin() + length(right));
}

bool same_second(WallTime left, WallTime right)
{
    return std::chrono::floor<Seconds>(left) == std::chrono::floor<Seconds>(right);
}

} // namespace

void claim_good_session(const Summary& session)
{
    claim(!session.session_id.empty(), "a session has a name");
    claim(session.duration_seconds >= 0, "no session takes less than no time");
    claim(!session.exit_code || *session.exit_code >= 0, "an exit code is not negative");
}

void claim_same_session(const Summary& left, const Summary& right, std::size_t names)
{
    claim(left.session_id == right.session_id && left.hostname == right.hostname &&
              left.agent == right.agent && left.mode == right.mode && left.end_reason == right.end_reason &&
              left.detected_via == right.detected_via && left.exit_signal == right.exit_signal &&
              left.session_ownership == right.session_ownership,
          "a session keeps its texts");
    claim(left.duration_seconds == right.duration_seconds && left.notes_updated == right.notes_updated &&
              left.changes_known == right.changes_known,
          "a session keeps its facts");
    claim(same_second(left.started_at, right.started_at) && same_second(left.ended_at, right.ended_at),
          "a session keeps its times");
    claim(left.adopted_from_orphan_at.has_value() == right.adopted_from_orphan_at.has_value(),
          "an adopted session stays one");
    claim(same_start(left.changes.added, right.changes.added, names) &&
              same_start(left.changes.modified, right.changes.modified, names) &&
              same_start(left.changes.deleted, right.changes.deleted, names),
          "a session keeps its changes");
    // A signal is told in the code's place.
    claim(!left.exit_signal.empty() || left.exit_code == right.exit_code, "a session keeps its exit code");
}

} // namespace ctask::fuzz
