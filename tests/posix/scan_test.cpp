// Walking real trees.
#include "posix/scan.hpp"

#include "async/combine.hpp"
#include "base/unique_fd.hpp"
#include "posix/clock.hpp"
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "posix/tree_walk.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <algorithm>
#include <asio/io_context.hpp>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ctask {

namespace {

Task<> take(Files& files, const Directory& directory, ScanRules rules, Scan& scan, std::size_t& reports)
{
    const auto count = [&reports](std::size_t) { ++reports; };
    std::function<void(std::size_t)> progress(count);
    scan = co_await files.scan(directory, std::move(rules), std::move(progress));
}

Task<> take_if_in_time(Files& files, Clock& clock, const Directory& directory, Scan& scan,
                       std::size_t& winner)
{
    std::size_t reports = 0;
    winner =
        co_await first_of(clock.sleep(Nanoseconds(1)), take(files, directory, ScanRules(), scan, reports));
}

Scan scan_of(const ScratchDir& scratch, ScanRules rules = {})
{
    asio::io_context context;
    PosixFiles files(context);
    const auto directory = files.open_directory(scratch.path());
    Scan scan;
    std::size_t reports = 0;
    run_to_completion(context, take(files, *directory, std::move(rules), scan, reports));
    return scan;
}

std::vector<std::string> paths_of(const Scan& scan)
{
    std::vector<std::string> paths;
    for (const FileEntry& file : scan.files) paths.emplace_back(file.path);
    return paths;
}

using Paths = std::vector<std::string>;

/// More than is walked without threads.
void make_many_files(const ScratchDir& scratch)
{
    for (int directory = 0; directory < 30; ++directory) {
        const std::string name = "d" + std::to_string(directory % 7) + "/e" + std::to_string(directory);
        scratch.make_directory(name);
        for (int file = 0; file < 100; ++file) {
            const std::string path = scratch.path(name + "/f" + std::to_string(file));
            ::close(::open(path.c_str(), O_WRONLY | O_CREAT, 0600));
        }
    }
}

} // namespace

TEST_CASE("a walk leaves its first thread when the time is up, and nothing out")
{
    const ScratchDir scratch;
    for (const char* name : {"a", "b/c", "b/d/e"}) scratch.write_file(name, "x");
    const UniqueFd root(::open(scratch.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    TreeWalk walk(root.get(), scratch.path(), ScanRules());

    CHECK_FALSE(walk.walk_some(1000, Nanoseconds(0)));

    walk.work();
    CHECK(walk.take_result().files.size() == 3);
}

TEST_CASE("files and links are listed in order with size and time, directories, fifos and what links lead to "
          "are not")
{
    const ScratchDir scratch;
    scratch.write_file("b/file", "12345");
    scratch.write_file("a", "");
    scratch.make_directory("empty");
    scratch.make_link("b", "link");
    scratch.make_link("nowhere", "dangling");
    ::mkfifo(scratch.path("fifo").c_str(), 0600);
    scratch.age("b/file", Seconds(100));

    const Scan scan = scan_of(scratch);

    REQUIRE(paths_of(scan) == Paths{"a", "b/file", "dangling", "link"});
    CHECK(scan.files[1].size == 5);
    CHECK(scan.files[2].size == 7);
    struct stat status {};
    REQUIRE(::stat(scratch.path("b/file").c_str(), &status) == 0);
    CHECK(scan.files[1].modified == from_timespec(status.st_mtim).count());
    CHECK(scan.unreadable == 0);
}

TEST_CASE("names are bytes, whatever they are")
{
    const ScratchDir scratch;
    const Paths names = {"\x01",    " lead",    "-rf",      "line\nfeed",
                         "quote\"", "\xc3\xa4", "\xff\xfe", std::string(255, 'x')};
    for (const std::string& name : names) scratch.write_file(name, "");

    const Paths found = paths_of(scan_of(scratch));

    Paths expected = names;
    std::sort(expected.begin(), expected.end());
    CHECK(found == expected);
}

TEST_CASE("the rules leave out files, and whole directories without looking into them")
{
    const ScratchDir scratch;
    for (const char* name : {".ctask/session.json", "task.yaml", "sub/task.yaml", "logs/sessions.log",
                             "logs/other.log", ".git/config", "sub/.git/config", "node_modules/x/y", "keep"})
        scratch.write_file(name, "");

    CHECK(paths_of(scan_of(scratch, ScanRules({"node_modules"}))) ==
          Paths{"keep", "logs/other.log", "sub/task.yaml"});
}

TEST_CASE("what cannot be read is counted and named")
{
    const ScratchDir scratch;
    scratch.set_mode("", 0755);
    for (const char* name : {"open/file", "closed/file", "shut/file"}) scratch.write_file(name, "");
    scratch.set_mode("closed", 0);
    scratch.set_mode("shut", 0);
    Forked process([&] {
        if (::getuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) return 9;
        const Scan scan = scan_of(scratch);
        const bool right = scan.unreadable == 2 && scan.unreadable_paths == Paths{"closed", "shut"};
        return right && paths_of(scan) == Paths{"open/file"} ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("where much cannot be read the directories above it stand for it")
{
    const ScratchDir scratch;
    scratch.set_mode("", 0755);
    for (int i = 0; i < 1001; ++i) {
        const std::string name = "many/" + std::to_string(i);
        scratch.make_directory(name);
        scratch.set_mode(name, 0);
    }
    Forked process([&] {
        if (::getuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) return 9;
        const Scan scan = scan_of(scratch);
        return scan.unreadable == 1001 && scan.unreadable_paths == Paths{"many"} ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("a workspace that cannot be read at all is an error, not an empty one")
{
    const ScratchDir scratch;
    scratch.make_directory("work");
    asio::io_context context;
    PosixFiles files(context);
    const auto directory = files.open_directory(scratch.path("work"));
    scratch.remove("work");

    Scan scan;
    std::size_t reports = 0;
    CHECK_THROWS_AS(run_to_completion(context, take(files, *directory, ScanRules(), scan, reports)),
                    std::system_error);
}

TEST_CASE("a tree that takes threads is listed as completely, and again the same")
{
    const ScratchDir scratch;
    make_many_files(scratch);

    const Scan first = scan_of(scratch);
    const Scan second = scan_of(scratch);

    CHECK(first.files.size() == 3000);
    CHECK(paths_of(first) == paths_of(second));
    const Paths paths = paths_of(first);
    CHECK(std::is_sorted(paths.begin(), paths.end()));
}

TEST_CASE("a scan that is cancelled ends, and leaves nothing behind")
{
    const ScratchDir scratch;
    make_many_files(scratch);
    asio::io_context context;
    PosixFiles files(context);
    PosixClock clock(context);
    const auto directory = files.open_directory(scratch.path());

    Scan scan;
    std::size_t winner = 9;
    run_to_completion(context, take_if_in_time(files, clock, *directory, scan, winner));

    CHECK(winner == 0);
    CHECK(scan.files.empty());
    CHECK(context.stopped());
}

TEST_CASE("a tree may be deeper than a path can be long, and than descriptors last")
{
    const ScratchDir scratch;
    constexpr int kDepth = 500;
    UniqueFd at(::open(scratch.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (int depth = 0; depth < kDepth; ++depth) {
        REQUIRE(::mkdirat(at.get(), "deeper-down", 0700) == 0);
        REQUIRE(::mkdirat(at.get(), "beside", 0700) == 0);
        at.reset(::openat(at.get(), "deeper-down", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    ::close(::openat(at.get(), "bottom", O_WRONLY | O_CREAT | O_CLOEXEC, 0600));

    Forked process([&] {
        const rlimit few{20, 20};
        ::setrlimit(RLIMIT_NOFILE, &few);
        const Scan scan = scan_of(scratch);
        const std::size_t length = kDepth * std::string("deeper-down/").size() + std::string("bottom").size();
        const bool found = scan.files.size() == 1 && scan.files[0].path.size() == length;
        return found && scan.unreadable == 0 ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

} // namespace ctask
