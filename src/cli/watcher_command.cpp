// Watching: the letter is read, the session adopted, both outcomes answered.
#include "cli/watcher_command.hpp"

#include "async/combine.hpp"
#include "cli/adopted_end.hpp"
#include "session/exit_status.hpp"
#include "tmux/watcher.hpp"

namespace ctask {

namespace {

const std::string kWatch = "--watch";

/// Nobody reads what this process writes: the first trouble goes into the answer.
class FirstTrouble : public Events {
  public:
    void tell(const SessionEvent& event) override
    {
        const Trouble* trouble = std::get_if<Trouble>(&event);
        if (trouble && what.empty()) what = trouble->what;
    }
    std::string wording(Question) override { return {}; }
    void progress(std::size_t) override {}
    void progress_done() override {}

    std::string what;
};

std::string refusal(const std::string& why)
{
    return why.empty() ? kNotAdopted : kNotAdopted + ": " + why;
}

} // namespace

bool watches_session(const std::vector<std::string>& arguments)
{
    return arguments.size() == 2 && arguments.front() == kWatch;
}

Exit run_watcher(World& world, Streams& streams, const std::vector<std::string>& arguments)
{
    const std::string& address = arguments.back();
    const std::optional<std::string> text = world.processes.read_letter(address);
    const std::optional<Letter> letter = text ? opened(*text) : std::nullopt;
    if (!letter) return {kNoSessionStarted, 0};
    const Settings settings = settings_for(world, *letter);

    FirstTrouble events;
    std::optional<Outcome> outcome;
    const std::function<void()> adopted = [&] { world.processes.answer(address, kAdopted); };
    const auto watching = [&]() -> Task<> {
        ScanRules rules(settings.ignore);
        outcome = co_await adopt_in_background(world, events, *letter, std::move(rules), adopted);
    };
    try {
        run_to_completion(world.context, watching());
    } catch (const std::exception& failure) {
        events.what = failure.what();
    }
    if (!outcome) {
        world.processes.answer(address, refusal(events.what));
        return {kNoSessionStarted, 0};
    }
    tell_adoption(world, streams, address, *letter, settings, *outcome);
    return exit_by(outcome->ending);
}

} // namespace ctask
