// Standard input: read without ever waiting for long.
#include "posix/stdio.hpp"

#include "base/unique_fd.hpp"
#include "posix/clock.hpp"

#include "support/doctest.hpp"

#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace ctask;
using namespace std::chrono_literals;

namespace {

struct Pipe {
    Pipe()
    {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        reading.reset(ends[0]);
        writing.reset(ends[1]);
    }
    void write(std::string_view bytes) const
    {
        REQUIRE(::write(writing.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }

    UniqueFd reading;
    UniqueFd writing;
};

} // namespace

TEST_CASE("input is read up to its end, or up to the limit")
{
    Pipe pipe;
    pipe.write("some words");
    pipe.writing.reset();
    CHECK(read_in(pipe.reading.get(), 4, 10s) == "some");
    CHECK(read_in(pipe.reading.get(), 100, 10s) == " words");
    CHECK(read_in(pipe.reading.get(), 100, 10s).empty());
}

TEST_CASE("input that nobody ends is waited for no longer than asked")
{
    Pipe pipe;
    pipe.write("half");
    const Nanoseconds began = read_clock(CLOCK_BOOTTIME);
    CHECK(read_in(pipe.reading.get(), 100, 30ms) == "half");
    CHECK(read_clock(CLOCK_BOOTTIME) - began >= 30ms);
    CHECK(read_in(pipe.reading.get(), 100, 0ms).empty());
}

TEST_CASE("input that comes in parts is put together")
{
    Pipe pipe;
    std::thread writer([&pipe] {
        pipe.write("one ");
        std::this_thread::sleep_for(20ms);
        pipe.write("two");
        pipe.writing.reset();
    });
    CHECK(read_in(pipe.reading.get(), 100, 10s) == "one two");
    writer.join();
}

TEST_CASE("a terminal, a directory, a closed descriptor and /dev/null give nothing")
{
    const UniqueFd terminal(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    const UniqueFd directory(::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const UniqueFd endless(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
    CHECK(read_in(terminal.get(), 10, 10s).empty());
    CHECK(read_in(directory.get(), 10, 10s).empty());
    CHECK(read_in(null.get(), 10, 10s).empty());
    CHECK(read_in(999, 10, 10s).empty());
    CHECK(read_in(endless.get(), 10, 10s).size() == 10);
}
