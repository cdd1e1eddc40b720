// Asking yes or no.
#include "session/asking.hpp"

#include "base/text.hpp"

#include <utility>

namespace ctask {

namespace {

/// Nothing when the answer is neither.
std::optional<bool> understand(const std::optional<std::string>& line, bool yes_by_default,
                               AnswersAccepted accepted)
{
    const std::string answer = to_lower(line.value_or(""));
    if (answer.empty()) return yes_by_default;
    if (answer == "yes" || (answer == "y" && accepted == AnswersAccepted::usual)) return true;
    if (answer == "n" || answer == "no") return false;
    return std::nullopt;
}

Task<> ask_into(World& world, std::string question, bool yes_by_default, AnswersAccepted accepted,
                bool& answer)
{
    std::optional<bool> understood;
    while (!understood) {
        const std::optional<std::string> line = co_await world.terminal.ask(question);
        understood = understand(line, yes_by_default, accepted);
    }
    answer = *understood;
}

} // namespace

bool may_ask(const World& world, bool no_input)
{
    return !no_input && world.terminal.can_ask();
}

Task<bool> ask(World& world, std::string question, bool yes_by_default, AnswersAccepted accepted)
{
    bool answer = yes_by_default;
    Task<> asking = ask_into(world, std::move(question), yes_by_default, accepted, answer);
    co_await heeding(Heed::signals, world, std::move(asking));
    co_return answer;
}

bool may_ask(const Session& session)
{
    return may_ask(session.world, session.plan.no_input);
}

Task<bool> ask(Session& session, Question question, bool yes_by_default)
{
    return ask(session.world, session.events.wording(question), yes_by_default);
}

} // namespace ctask
