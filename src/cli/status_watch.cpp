// Watching. Three things wake it: a file, a key or a signal, and a slow clock, because a process that
// dies leaves no trace in files, and because ages grow.
#include "cli/status_watch.hpp"

#include "async/combine.hpp"
#include "base/text.hpp"
#include "cli/status_text.hpp"
#include "report/table.hpp"
#include "session/heeding.hpp"
#include "session/signal_policy.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ctask {

namespace {

constexpr Nanoseconds kTick = std::chrono::seconds(1);
/// Starting and ending a session writes several files one after the other.
constexpr Nanoseconds kMoment = std::chrono::milliseconds(30);

Task<> either(Task<> left, Task<> right)
{
    co_await first_of(std::move(left), std::move(right));
}

Task<> something_in_files(World& world, LiveSessions& sessions)
{
    co_await sessions.changed();
    co_await world.clock.sleep(kMoment);
}

/// The terminal, while it shows nothing else.
class StatusScreen {
  public:
    StatusScreen(World& world, Streams& streams, LiveSessions& sessions, std::unique_ptr<Screen> screen)
        : world_(world), streams_(streams), sessions_(sessions), screen_(std::move(screen))
    {
    }

    /// Until q.
    Task<> run()
    {
        if (!screen_->enter()) co_return;
        for (;;) {
            co_await show();
            co_await next_cause();
            follow_signals();
            if (wants_to_quit()) co_return;
            sessions_.look_again(true);
        }
    }

  private:
    Task<> show()
    {
        std::vector<std::string> lines = split_lines(text());
        if (lines == shown_) co_return;
        shown_ = lines;
        // A terminal that takes nothing must not keep a signal waiting, nor a stop from giving it back first.
        Task<> drawing = screen_->show(std::move(lines));
        const std::size_t first = co_await first_of(std::move(drawing), world_.signals.ready());
        if (first != 0) shown_.clear();
    }

    std::string text() const
    {
        // A line that fills the last column would be followed by an empty one on some terminals.
        const std::size_t columns = screen_->columns() > 1 ? screen_->columns() - 1 : 0;
        std::string lines = status_text(sessions_.found(), world_.clock.now(), columns, streams_.colour_out);
        const std::size_t rows = screen_->rows();
        std::vector<std::string> all = split_lines(lines);
        if (rows > 3 && all.size() > rows - 2) {
            const std::size_t hidden = all.size() - (rows - 3);
            all.resize(rows - 3);
            all.push_back("and " + std::to_string(hidden) + " more");
        }
        return join(all, "\n") + "\n\n" + shaded(fit("q quits", columns), Shade::dim, streams_.colour_out);
    }

    Task<> next_cause()
    {
        Task<> by_others = either(something_in_files(world_, sessions_), world_.clock.sleep(kTick));
        Task<> by_user = either(screen_->key_ready(), world_.signals.ready());
        co_await first_of(std::move(by_user), std::move(by_others));
    }

    void follow_signals()
    {
        while (const auto signal = world_.signals.take()) {
            const PreflightReaction reaction = react_before_child(signal->number);
            if (reaction == PreflightReaction::cancel) throw CancelledBySignal{signal->number};
            // A new size, or whatever somebody else has drawn meanwhile.
            shown_.clear();
            if (reaction != PreflightReaction::stop) continue;
            screen_->leave();
            world_.signals.stop_self(signal->number);
            screen_->enter();
        }
    }

    bool wants_to_quit()
    {
        constexpr char kCtrlL = '\x0c';
        while (const auto key = screen_->take_key()) {
            if (*key == 'q' || *key == 'Q') return true;
            if (*key == kCtrlL) shown_.clear();
        }
        return false;
    }

    World& world_;
    Streams& streams_;
    LiveSessions& sessions_;
    std::unique_ptr<Screen> screen_;
    std::vector<std::string> shown_;
};

std::string block_of(const World& world, const LiveSessions& sessions, bool json, bool first)
{
    if (json) return status_json(sessions.found(), JsonWriter::Layout::one_line);
    return (first ? "" : "\n") + status_text(sessions.found(), world.clock.now(), 0, false);
}

Task<> print_changes(World& world, Streams& streams, LiveSessions& sessions, bool json)
{
    std::string printed = block_of(world, sessions, json, true);
    std::string mark = status_mark(sessions.found());
    int error = streams.out(printed);
    while (error == 0) {
        Task<> cause = either(something_in_files(world, sessions), world.clock.sleep(kTick));
        co_await heeding(Heed::signals, world, std::move(cause));
        sessions.look_again(true);
        const std::string now = status_mark(sessions.found());
        if (now == mark) continue;
        mark = now;
        error = streams.out(block_of(world, sessions, json, false));
    }
}

} // namespace

Task<> watch_status(World& world, Streams& streams, const Settings& settings, bool json)
{
    LiveSessions sessions(world, settings);
    sessions.look_at_all(true);
    std::unique_ptr<Screen> screen;
    if (streams.out_redraws && !json) screen = world.terminal.screen();
    if (!screen) {
        co_await print_changes(world, streams, sessions, json);
        co_return;
    }
    StatusScreen on_screen(world, streams, sessions, std::move(screen));
    co_await on_screen.run();
}

} // namespace ctask
