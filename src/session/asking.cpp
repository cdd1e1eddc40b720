// Asking yes or no.
#include "session/asking.hpp"

#include "base/text.hpp"
#include "session/heeding.hpp"

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

/// Before a question that is put once more.
std::string lead_of_second(AnswersAccepted accepted)
{
    return accepted == AnswersAccepted::whole_yes ? "the whole word yes, or n: " : "y or n: ";
}

Task<> ask_into(World& world, std::string question, bool yes_by_default, AnswersAccepted accepted,
                std::optional<bool>& answer)
{
    const std::string second = lead_of_second(accepted) + question;
    while (!answer) {
        const std::optional<std::string> line = co_await world.terminal.ask(question);
        answer = understand(line, yes_by_default, accepted);
        question = second;
    }
}

} // namespace

bool may_ask(const World& world, bool no_input)
{
    return !no_input && world.terminal.can_ask();
}

Task<bool> ask(World& world, std::string question, bool yes_by_default, AnswersAccepted accepted)
{
    std::optional<bool> answer;
    while (!answer) {
        Task<> asking = ask_into(world, question, yes_by_default, accepted, answer);
        const int stop = co_await heeding_until_stop(world, std::move(asking));
        // Whatever was shown meanwhile stands behind the question: it is put once more.
        if (stop != 0) world.signals.stop_self(stop);
    }
    co_return *answer;
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
