// State files: added to line by line, dated by their own file system, found again after a move.
#include "posix/files.hpp"

#include "posix/forked.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <sys/resource.h>

namespace ctask {

TEST_CASE("what is added to a torn line begins a line of its own, and nowhere else is a line feed put in")
{
    const ScratchDir scratch;
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path());
    struct Row {
        const char* before;
        const char* after;
    };
    for (const Row& row :
         {Row{"{\"torn", "{\"torn\nnew\n"}, Row{"whole\n", "whole\nnew\n"}, Row{"", "new\n"}}) {
        CAPTURE(row.before);
        scratch.write_file("log", row.before);
        directory->append("log", "new\n", Durability::buffered, kSharedFile);
        CHECK(scratch.read_file("log") == row.after);
    }
    directory->append("fresh", "new\n", Durability::synced, kSharedFile);
    CHECK(scratch.read_file("fresh") == "new\n");
}

TEST_CASE("what is added to a file of several names is seen under the one it was added to")
{
    const ScratchDir scratch;
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path());
    scratch.write_file("log", "old\n");
    scratch.set_mode("log", 0640);
    std::filesystem::create_hard_link(scratch.path("log"), scratch.path("copy"));
    const FileStamp before = *directory->stamp_of("copy");

    for (int time = 0; time < 2; ++time) directory->append("log", "new\n", Durability::buffered, kSharedFile);

    CHECK(scratch.read_file("log") == "old\nnew\nnew\n");
    CHECK(scratch.read_file("copy") == "old\n");
    CHECK(directory->stamp_of("copy")->same_file(before));
    CHECK(directory->stamp_of("copy")->modified == before.modified);
    CHECK(directory->stamp_of("log")->mode == before.mode);
    CHECK(directory->names() == std::vector<std::string>{"copy", "log"});
}

TEST_CASE("a directory that was moved is still the same one")
{
    const ScratchDir scratch;
    scratch.make_directory("before");
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path("before"));
    const FileStamp stamp = directory->stamp();
    REQUIRE(::rename(scratch.path("before").c_str(), scratch.path("after").c_str()) == 0);
    scratch.make_directory("before");

    directory->write("file", "text", Durability::synced, kPrivateFile);

    CHECK(scratch.read_file("after/file") == "text");
    CHECK(directory->stamp().same_file(stamp));
    CHECK_FALSE(PosixFiles(context).open_directory(scratch.path("before"))->stamp().same_file(stamp));
}

TEST_CASE("the file system's now lies between two of its own times")
{
    const ScratchDir scratch;
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path());
    directory->write("before", "", Durability::buffered, kPrivateFile);

    const WallTime now = directory->now_by_file_system();

    directory->write("after", "", Durability::buffered, kPrivateFile);
    CHECK(directory->stamp_of("before")->modified <= now);
    CHECK(now <= directory->stamp_of("after")->modified);
    CHECK(directory->names() == std::vector<std::string>{"after", "before"});
}

TEST_CASE("the file system's now is told on a full disk too")
{
    const ScratchDir scratch;
    scratch.age("", std::chrono::hours(1));
    Forked process([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{0, 0};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        asio::io_context context;
        const auto directory = PosixFiles(context).open_directory(scratch.path());
        const WallTime before = directory->stamp().modified;
        return directory->now_by_file_system() - before > std::chrono::minutes(59) ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

} // namespace ctask
