// Asking yes or no.
#include "session/asking.hpp"

#include "base/text.hpp"

namespace ctask {

namespace {

/// Nothing when the answer is neither.
std::optional<bool> understand(const std::optional<std::string>& line, bool yes_by_default)
{
    const std::string answer = to_lower(line.value_or(""));
    if (answer.empty()) return yes_by_default;
    if (answer == "y" || answer == "yes") return true;
    if (answer == "n" || answer == "no") return false;
    return std::nullopt;
}

Task<> ask_into(Session& session, Question question, bool yes_by_default, bool& answer)
{
    const std::string wording = session.events.wording(question);
    std::optional<bool> understood;
    while (!understood) {
        const std::optional<std::string> line = co_await session.world.terminal.ask(wording);
        understood = understand(line, yes_by_default);
    }
    answer = *understood;
}

} // namespace

bool may_ask(const Session& session)
{
    return !session.plan.no_input && session.world.terminal.can_ask();
}

Task<bool> ask(Session& session, Question question, bool yes_by_default)
{
    bool answer = yes_by_default;
    co_await heeding(Heed::signals, session, ask_into(session, question, yes_by_default, answer));
    co_return answer;
}

} // namespace ctask
