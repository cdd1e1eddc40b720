// logs/sessions.log: one line a session.
#include "session/session_log.hpp"

#include "base/text.hpp"
#include "session/summary_text.hpp"

namespace ctask {

std::string log_mark(const Summary& session)
{
    return "[" + visible(session.session_id) + "]";
}

std::string log_entry(const Summary& session)
{
    std::string entry = format_time(session.started_at) + "  " + visible(session.agent) + "  ";
    const std::string lasted = describe_length(session);
    entry += (lasted.empty() ? "-" : lasted) + "  " + describe_ending(session) + "  ";
    entry += describe_changes(session);
    if (has_new_notes(session)) entry += ", notes updated";
    return entry + "  " + log_mark(session) + "\n";
}

} // namespace ctask
