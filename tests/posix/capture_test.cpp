// What a tool answers, taken from the real one.
#include "posix/capture.hpp"

#include "async/combine.hpp"
#include "posix/files.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <chrono>

namespace ctask {

namespace {

using namespace std::chrono_literals;

Task<> capture_into(asio::io_context& context, Command command, Nanoseconds limit, Captured& captured)
{
    captured = co_await capture_output(context, CallerSignals(), std::move(command), limit);
}

Captured captured_from(Command command, Nanoseconds limit = 30s)
{
    asio::io_context context;
    Captured captured;
    run_to_completion(context, capture_into(context, std::move(command), limit, captured));
    return captured;
}

Command shell(const std::string& script)
{
    Command command;
    command.program = "/bin/sh";
    command.argv = {"sh", "-c", script};
    command.environment = {"PATH=/usr/bin:/bin", "WORD=given"};
    return command;
}

} // namespace

TEST_CASE("the output of a tool comes whole and raw, with its exit status and without its stderr")
{
    const Captured captured = captured_from(shell("echo $WORD; echo noise >&2; printf 'a\\0b'; exit 3"));
    CHECK(captured.status == 3);
    CHECK(captured.out == std::string("given\na\0b", 9));
    CHECK(captured_from(shell("head -c 300000 /dev/zero")).out.size() == 300000);
}

TEST_CASE("a tool finds nothing on its stdin and stands where it was told to")
{
    const ScratchDir scratch;
    scratch.make_directory("inside");
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path("inside"));
    Command command = shell("cat; pwd -P");
    command.directory = directory.get();
    CHECK(captured_from(command).out == scratch.path("inside") + "\n");
}

TEST_CASE("a tool that cannot be started, dies or takes too long has no status")
{
    Command missing = shell("");
    missing.program = "/nowhere/git";
    CHECK_FALSE(captured_from(missing).status);
    CHECK_FALSE(captured_from(shell("kill -9 $$")).status);
    const auto before = std::chrono::steady_clock::now();
    CHECK_FALSE(captured_from(shell("echo first; exec sleep 60"), 50ms).status);
    CHECK_FALSE(captured_from(shell("exec >&-; exec sleep 60"), 50ms).status);
    CHECK(std::chrono::steady_clock::now() - before < 30s);
}

} // namespace ctask
