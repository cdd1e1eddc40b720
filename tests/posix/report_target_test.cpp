// Where --report writes.
#include "posix/report_target.hpp"

#include "base/error.hpp"
#include "posix/forked.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ctask {

TEST_CASE("a file is emptied when it is opened, and holds the report afterwards")
{
    const ScratchDir scratch;
    scratch.write_file("report", "of another run");
    const auto report = open_report_target(scratch.path("report"));
    CHECK(scratch.read_file("report").empty());
    report("line\n");
    CHECK(scratch.read_file("report") == "line\n");
}

TEST_CASE("a fifo that nobody reads is refused instead of waited on")
{
    const ScratchDir scratch;
    REQUIRE(::mkfifo(scratch.path("fifo").c_str(), 0600) == 0);
    CHECK_THROWS_WITH_AS(open_report_target(scratch.path("fifo")),
                         ("cannot report to " + scratch.path("fifo") + ": nobody reads there").c_str(),
                         Failure);
}

TEST_CASE("a file that cannot be opened is refused with what can be given")
{
    const ScratchDir scratch;
    try {
        open_report_target(scratch.path("none/report"));
        FAIL("opened");
    } catch (const Failure& failure) {
        CHECK(failure.what() ==
              "cannot report to " + scratch.path("none/report") + ": No such file or directory");
        CHECK(std::string(failure.hint()).starts_with("--report=FILE, in a directory that is there"));
    }
}

TEST_CASE(
    "the reader of a fifo gets the report, also one longer than the fifo and one who comes a little late")
{
    const ScratchDir scratch;
    REQUIRE(::mkfifo(scratch.path("fifo").c_str(), 0600) == 0);
    const std::string text(200'000, 'x');
    Forked reader([&] {
        ::usleep(50'000);
        const int fifo = ::open(scratch.path("fifo").c_str(), O_RDONLY);
        std::size_t length = 0;
        char bytes[4096];
        for (ssize_t count = 0; (count = ::read(fifo, bytes, sizeof bytes)) > 0;)
            length += static_cast<std::size_t>(count);
        return length == text.size() ? 0 : 1;
    });
    open_report_target(scratch.path("fifo"))(text);
    CHECK(reader.exit_status() == 0);
}

TEST_CASE("a descriptor is the caller's own, and must be open for writing")
{
    const ScratchDir scratch;
    scratch.write_file("report", "");
    const int file = ::open(scratch.path("report").c_str(), O_WRONLY);
    const int only_read = ::open(scratch.path("report").c_str(), O_RDONLY);
    open_report_target("fd:" + std::to_string(file))("line\n");
    CHECK(scratch.read_file("report") == "line\n");
    CHECK_THROWS_AS(open_report_target("fd:" + std::to_string(only_read)), Failure);
    ::close(only_read);
    CHECK_THROWS_AS(open_report_target("fd:" + std::to_string(only_read)), Failure);
    ::close(file);
    for (const char* wrong : {"", "fd:", "fd:x", "fd:-1"})
        CHECK_THROWS_AS(open_report_target(wrong), UsageError);
}

} // namespace ctask
