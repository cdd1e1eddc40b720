// A question put to a terminal, and the line that answers it.
#include "posix/question.hpp"

#include <cerrno>
#include <unistd.h>

namespace ctask {

QuestionLine::QuestionLine(WaitableFd& terminal) : terminal_(terminal)
{
    constexpr tcflag_t kLocal = ICANON | ECHO | ISIG;
    termios modes{};
    if (::tcgetattr(terminal.get(), &modes) != 0) return;
    if ((modes.c_lflag & kLocal) == kLocal && (modes.c_iflag & ICRNL) != 0) return;
    modes_before_ = modes;
    modes.c_lflag |= kLocal;
    modes.c_iflag |= ICRNL;
    ::tcsetattr(terminal.get(), TCSANOW, &modes);
}

QuestionLine::~QuestionLine()
{
    const bool in_foreground = ::tcgetpgrp(terminal_.get()) == ::getpgrp();
    if (!in_foreground) return;
    // A terminal that is gone needs no line feed.
    if (line_is_open_ && ::write(terminal_.get(), "\n", 1) < 0) errno = 0;
    if (modes_before_) ::tcsetattr(terminal_.get(), TCSANOW, &*modes_before_);
}

Task<Answer> QuestionLine::put(std::string question)
{
    Answer answer;
    const bool written = co_await write(std::move(question));
    if (!written) {
        answer.kind = Answer::Kind::refused;
        co_return answer;
    }
    line_is_open_ = true;
    for (;;) {
        char typed[1024];
        const ssize_t count = ::read(terminal_.get(), typed, sizeof typed);
        if (count > 0) {
            answer.text.append(typed, static_cast<std::size_t>(count));
            // The terminal hands out at most one line at a time.
            if (answer.text.back() != '\n') continue;
            answer.text.pop_back();
            line_is_open_ = false;
            answer.kind = Answer::Kind::line;
            co_return answer;
        }
        if (count == 0) co_return answer;
        if (errno == EAGAIN) {
            co_await terminal_.readable();
            continue;
        }
        answer.kind = Answer::Kind::refused;
        co_return answer;
    }
}

Task<bool> QuestionLine::write(std::string text)
{
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t count = ::write(terminal_.get(), text.data() + written, text.size() - written);
        if (count > 0) {
            written += static_cast<std::size_t>(count);
            continue;
        }
        if (errno != EAGAIN) co_return false;
        co_await terminal_.writable();
    }
    co_return true;
}

} // namespace ctask
