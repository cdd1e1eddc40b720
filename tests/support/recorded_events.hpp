// Events that are kept, to be asked for afterwards.
#pragma once

#include "session/events.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace ctask {

class RecordedEvents : public Events {
  public:
    void tell(const SessionEvent& event) override { all.push_back(event); }
    std::string wording(Question question) override
    {
        asked.push_back(question);
        return question == Question::go_on_after_changes_outside ? "Go on? [Y/n] "
                                                                 : "Start a second session beside it? [y/N] ";
    }
    void progress(std::size_t files) override { progress_seen.push_back(files); }
    void progress_done() override { ++progress_ends; }

    template <typename Event>
    std::size_t count() const
    {
        const auto is_one = [](const SessionEvent& event) { return std::holds_alternative<Event>(event); };
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_one));
    }
    template <typename Event>
    bool has() const
    {
        return count<Event>() != 0;
    }
    /// The test fails when there is none.
    template <typename Event>
    const Event& last() const
    {
        const Event* found = nullptr;
        for (const auto& event : all)
            if (const auto* one = std::get_if<Event>(&event)) found = one;
        REQUIRE_MESSAGE(found != nullptr, "no such event was told");
        return *found;
    }

    std::vector<SessionEvent> all;
    std::vector<Question> asked;
    std::vector<std::size_t> progress_seen;
    int progress_ends = 0;
};

} // namespace ctask
