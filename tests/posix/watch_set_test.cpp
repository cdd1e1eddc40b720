// Waking on what happens in many directories.
#include "posix/watch_set.hpp"

#include "async/combine.hpp"
#include "posix/clock.hpp"
#include "posix/files.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>

namespace ctask {

namespace {

Task<> await_change(WatchSet& watches, Clock& clock)
{
    co_await first_of(watches.changed(), clock.sleep(std::chrono::seconds(10)));
}

struct Watched {
    Watched() : clock(context), files(context), watches(files.watch_many()) {}

    std::unique_ptr<Directory> directory(const std::string& name)
    {
        scratch.make_directory(name);
        return files.open_directory(scratch.path(name));
    }
    std::set<std::size_t> changed()
    {
        run_to_completion(context, await_change(*watches, clock));
        return watches->take().numbers;
    }

    ScratchDir scratch;
    asio::io_context context;
    PosixClock clock;
    PosixFiles files;
    std::unique_ptr<WatchSet> watches;
};

using Numbers = std::set<std::size_t>;

} // namespace

TEST_CASE("of many directories those in which something has changed are named")
{
    Watched watched;
    const auto one = watched.directory("one");
    const auto two = watched.directory("two");
    const auto three = watched.directory("three");
    REQUIRE(watched.watches->add(*one, 1));
    REQUIRE(watched.watches->add(*two, 2));
    REQUIRE(watched.watches->add(*three, 3));

    watched.scratch.write_file("one/a", "x");
    watched.scratch.write_file("three/b", "x");
    CHECK(watched.changed() == Numbers{1, 3});
    CHECK(watched.watches->take().numbers.empty());
    watched.scratch.remove("three/b");
    CHECK(watched.changed() == Numbers{3});
}

TEST_CASE("a directory that is watched again has its new number, and one that is gone none")
{
    Watched watched;
    const auto one = watched.directory("one");
    REQUIRE(watched.watches->add(*one, 1));
    REQUIRE(watched.watches->add(*one, 5));
    watched.scratch.write_file("one/a", "x");
    CHECK(watched.changed() == Numbers{5});

    watched.scratch.remove("one");
    CHECK(watched.changed() == Numbers{5});
    const auto two = watched.directory("two");
    REQUIRE(watched.watches->add(*two, 2));
    watched.scratch.write_file("two/a", "x");
    CHECK(watched.changed() == Numbers{2});
}

} // namespace ctask
