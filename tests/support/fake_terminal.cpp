// FakeTerminal: answers in the order in which they were scripted.
#include "support/fake_terminal.hpp"

#include <asio/io_context.hpp>

namespace ctask {

FakeTerminal::FakeTerminal(asio::io_context& context, Clock& clock) : never_(context), clock_(clock) {}

void FakeTerminal::answer(std::string line, Nanoseconds after)
{
    has_user = true;
    answers_.push_back(Answer{std::move(line), after});
}

void FakeTerminal::answer_with_end_of_input()
{
    has_user = true;
    answers_.push_back(Answer{});
}

Task<std::optional<std::string>> FakeTerminal::ask(std::string question)
{
    questions.push_back(std::move(question));
    if (answers_.empty()) co_await never_.opened();
    Answer next = std::move(answers_.front());
    answers_.pop_front();
    if (next.after > Nanoseconds{}) co_await clock_.sleep(next.after);
    co_return next.line;
}

} // namespace ctask
