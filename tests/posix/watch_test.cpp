// Waking on what happens in a directory.
#include "posix/watch.hpp"

#include "async/combine.hpp"
#include "posix/clock.hpp"
#include "posix/directory.hpp"
#include "posix/files.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>

namespace ctask {

namespace {

Task<> race(Watch& watch, Clock& clock, Nanoseconds patience, bool& woken)
{
    const std::size_t winner = co_await first_of(watch.changed(), clock.sleep(patience));
    woken = winner == 0;
}

struct Watched {
    Watched() : clock(context), files(context), directory(files.open_directory(scratch.path())) {}

    bool wakes(Watch& watch, Nanoseconds patience)
    {
        bool woken = false;
        run_to_completion(context, race(watch, clock, patience, woken));
        context.restart();
        return woken;
    }

    ScratchDir scratch;
    asio::io_context context;
    PosixClock clock;
    PosixFiles files;
    std::unique_ptr<Directory> directory;
};

constexpr Nanoseconds kLong = Seconds(5);
constexpr Nanoseconds kShort = std::chrono::milliseconds(30);

} // namespace

TEST_CASE("a watch wakes for every kind of change, once")
{
    Watched here;
    here.scratch.write_file("old", "");
    const auto watch = here.files.watch(*here.directory);
    CHECK_FALSE(here.wakes(*watch, kShort));

    const std::vector<std::function<void()>> changes = {
        [&] { here.scratch.write_file("new", ""); },
        [&] { here.scratch.append_to("old", "more"); },
        [&] { here.directory->write("old", "replaced", Durability::buffered, kPrivateFile); },
        [&] { here.directory->move("old", *here.directory, "renamed"); },
        [&] { here.directory->remove("renamed"); },
    };
    for (const auto& change : changes) {
        change();
        CHECK(here.wakes(*watch, kLong));
        CHECK_FALSE(here.wakes(*watch, kShort));
    }
}

TEST_CASE("where nothing can be watched a watch waits for ever, and can be given up")
{
    Watched here;
    const PosixDirectory gone(UniqueFd(), here.scratch.path());
    PosixWatch watch(here.context, gone);

    here.scratch.write_file("new", "");

    CHECK_FALSE(here.wakes(watch, kShort));
}

} // namespace ctask
