// A terminal with a scripted user, which remembers what it was asked and when it was given back.
#pragma once

#include "async/event.hpp"
#include "base/times.hpp"
#include "world/clock.hpp"
#include "world/terminal.hpp"

#include <deque>
#include <string>
#include <vector>

namespace ctask {

class FakeTerminal : public Terminal {
  public:
    FakeTerminal(asio::io_context& context, Clock& clock);

    /// There is somebody, who answers the next question so, after thinking for so long.
    void answer(std::string line, Nanoseconds after = {});
    /// The next question meets the end of input.
    void answer_with_end_of_input();

    bool can_ask() const override { return has_user; }
    /// With no answer left it waits until it is cancelled.
    Task<std::optional<std::string>> ask(std::string question) override;
    /// Nobody looks at it.
    std::unique_ptr<Screen> screen() override { return nullptr; }
    void remember() override { ++times_remembered; }
    void give_back(bool reset_screen) override { given_back.push_back(reset_screen); }
    bool has_hung_up() const override { return hung_up; }

    bool has_user = false;
    std::vector<std::string> questions;
    int times_remembered = 0;
    bool hung_up = false;
    /// For each give_back(): whether the screen was to be reset.
    std::vector<bool> given_back;

  private:
    struct Answer {
        std::optional<std::string> line;
        Nanoseconds after{};
    };
    Event never_;
    Clock& clock_;
    std::deque<Answer> answers_;
};

} // namespace ctask
