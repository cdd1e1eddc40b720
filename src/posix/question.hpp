// A question put to a terminal, and the line that answers it.
#pragma once

#include "async/task.hpp"
#include "posix/waitable_fd.hpp"

#include <optional>
#include <string>
#include <termios.h>

namespace ctask {

struct Answer {
    enum class Kind {
        line,
        end_of_input,
        /// The terminal gave an error: ctask is in the background, or the terminal is gone.
        refused,
    };
    Kind kind = Kind::end_of_input;
    std::string text;
};

/// Has the terminal edit lines and echo them while it lives, however a program before left it; ends the
/// question's line where no answer did (^D, ^C).
class QuestionLine {
  public:
    /// Borrows the terminal, which is non-blocking.
    explicit QuestionLine(WaitableFd& terminal);
    QuestionLine(const QuestionLine&) = delete;
    QuestionLine& operator=(const QuestionLine&) = delete;
    ~QuestionLine();

    /// Writes the question and reads a line, without its line feed. Ends by exception when cancelled.
    Task<Answer> put(std::string question);

  private:
    Task<bool> write(std::string text);

    WaitableFd& terminal_;
    /// What was written last is the question: the cursor stands behind it.
    bool line_is_open_ = false;
    /// To be put back; nothing when they were as a question needs them.
    std::optional<termios> modes_before_;
};

} // namespace ctask
