// A directory of the real file system: what is refused, and what readers beside a writer see.
#include "posix/directory.hpp"

#include "posix/forked.hpp"
#include "posix/one_of_everything.hpp"

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ctask {

namespace {

using State = FileContent::State;

mode_t mode_of(const std::string& path)
{
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

} // namespace

TEST_CASE("reading tells a file from nothing and from what is no file")
{
    const OneOfEverything here;
    const auto problem = [&](const char* name) { return here.directory->read(name, 100).problem; };

    const FileContent plain = here.directory->read("plain", 100);
    REQUIRE(plain.present());
    CHECK(plain.bytes == "text");
    CHECK(plain.stamp.size == 4);
    CHECK(here.directory->read("missing", 100).absent());
    CHECK(here.directory->read("missing/below", 100).absent());
    CHECK(problem("link") == "is a symbolic link");
    CHECK(problem("dangling") == "is a symbolic link");
    CHECK(problem("directory") == "is a directory");
    CHECK(problem("fifo") == "is a fifo");
    CHECK(problem("link-to-directory/secret") == "lies behind a symbolic link");
    for (const char* name :
         {"plain/below", "../plain", "directory/../plain", "/etc/passwd", "", "directory//x"}) {
        CAPTURE(name);
        CHECK(here.directory->read(name, 100).state == State::bad);
    }
}

TEST_CASE("a file as long as the limit is read, a longer one is not")
{
    const OneOfEverything here;
    here.scratch.write_file("empty", "");

    CHECK(here.directory->read("plain", 4).bytes == "text");
    CHECK(here.directory->read("plain", 3).problem == "is longer than 3 bytes");
    CHECK(here.directory->read("empty", 0).present());
    CHECK(here.directory->read("plain", 3).stamp.size == 4);
}

TEST_CASE("writing creates and replaces, and leaves nothing else behind")
{
    const ScratchDir scratch;
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path());

    for (const Durability durability : {Durability::buffered, Durability::synced}) {
        directory->write("file", "first", durability, kPrivateFile);
        directory->write("file", "second", durability, kPrivateFile);
        CHECK(scratch.read_file("file") == "second");
    }
    CHECK(directory->names() == std::vector<std::string>{"file"});
}

TEST_CASE("what stands in the way of a file is told once")
{
    const OneOfEverything here;
    const auto told = [&](const char* name) -> std::string {
        try {
            here.directory->append(name, "new\n", Durability::buffered, kPrivateFile);
            return "";
        } catch (const std::system_error& failure) {
            return failure.what();
        }
    };
    CHECK(told("link") == here.scratch.path("link") + " is a symbolic link");
    CHECK(told("directory") == here.scratch.path("directory") + " is a directory");
    CHECK(told("fifo") == here.scratch.path("fifo") + " is a fifo");
    CHECK(told("link-to-directory/x") == here.scratch.path("link-to-directory") + " is a symbolic link");
}

TEST_CASE("writing refuses to replace anything but a file, and to go through a link")
{
    const OneOfEverything here;
    const auto write = [&](const char* name) {
        return error_of([&] { here.directory->write(name, "new", Durability::buffered, kPrivateFile); });
    };
    const auto append = [&](const char* name) {
        return error_of([&] { here.directory->append(name, "new", Durability::buffered, kPrivateFile); });
    };
    const std::vector<std::string> names = here.directory->names();

    for (const auto& attempt :
         {std::function<int(const char*)>(write), std::function<int(const char*)>(append)}) {
        CHECK(attempt("link") == ELOOP);
        CHECK(attempt("dangling") == ELOOP);
        CHECK(attempt("directory") == EISDIR);
        CHECK(attempt("fifo") == EINVAL);
        CHECK(attempt("link-to-directory/secret") == ELOOP);
        CHECK(attempt("../outside") == EINVAL);
        CHECK(attempt("missing/below") == ENOENT);
    }
    CHECK(here.directory->names() == names);
    CHECK(here.scratch.read_file("plain") == "text");
    CHECK(here.scratch.read_file("elsewhere/secret") == "secret");
}

TEST_CASE("a replaced file keeps its mode, a new one gets its mode less the umask")
{
    const OneOfEverything here;
    here.scratch.set_mode("plain", 0751);
    const mode_t umask_before = ::umask(027);

    here.directory->write("plain", "new", Durability::buffered, kPrivateFile);
    here.directory->write("shared", "new", Durability::buffered, kSharedFile);
    here.directory->append("appended", "new", Durability::buffered, kSharedFile);
    here.directory->write("private", "new", Durability::buffered, kPrivateFile);
    ::umask(umask_before);

    CHECK(mode_of(here.scratch.path("plain")) == 0751);
    CHECK(mode_of(here.scratch.path("shared")) == 0640);
    CHECK(mode_of(here.scratch.path("appended")) == 0640);
    CHECK(mode_of(here.scratch.path("private")) == 0600);
}

TEST_CASE("a write that fails leaves the old file and no other")
{
    const OneOfEverything here;
    const std::vector<std::string> names = here.directory->names();
    const auto fail = [](ByteSink& sink) {
        sink.write("half");
        throw std::system_error(std::make_error_code(std::errc::no_space_on_device));
    };

    CHECK(error_of([&] { here.directory->write("plain", fail, Durability::synced, kPrivateFile); }) ==
          ENOSPC);
    CHECK(error_of([&] { here.directory->write("fresh", fail, Durability::synced, kPrivateFile); }) ==
          ENOSPC);

    CHECK(here.scratch.read_file("plain") == "text");
    CHECK(here.directory->names() == names);
}

TEST_CASE("a reader beside a writer sees a whole file, the old or the new one")
{
    const ScratchDir scratch;
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path());
    const std::size_t size = 300'000;
    directory->write("file", std::string(size, 'a'), Durability::buffered, kPrivateFile);
    Forked writer([&]() -> int {
        for (char letter = 'b';; letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1))
            directory->write("file", std::string(size, letter), Durability::buffered, kPrivateFile);
    });

    std::string seen;
    for (int round = 0; round < 300; ++round) {
        const FileContent content = directory->read("file", 1'000'000);
        REQUIRE(content.present());
        REQUIRE(content.bytes == std::string(size, content.bytes.front()));
        if (seen.empty() || seen.back() != content.bytes.front()) seen += content.bytes.front();
    }
    CHECK(seen.size() > 1);
}

TEST_CASE("an addition that does not fit is taken back")
{
    const ScratchDir scratch;
    scratch.write_file("log", "0123456789");
    Forked process([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{15, 15};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        asio::io_context context;
        const auto directory = PosixFiles(context).open_directory(scratch.path());
        return error_of([&] { directory->append("log", "abcdefghij", Durability::synced, kSharedFile); });
    });

    CHECK(process.exit_status() == EFBIG);
    CHECK(scratch.read_file("log") == "0123456789");
}

TEST_CASE("additions of several processes stay whole lines")
{
    const ScratchDir scratch;
    const auto add_lines = [&](char letter) {
        asio::io_context context;
        const auto directory = PosixFiles(context).open_directory(scratch.path());
        for (int line = 0; line < 200; ++line)
            directory->append("log", std::string(99, letter) + "\n", Durability::buffered, kSharedFile);
        return 0;
    };
    {
        Forked first([&] { return add_lines('a'); });
        Forked second([&] { return add_lines('b'); });
        REQUIRE(first.exit_status() + second.exit_status() == 0);
    }

    const std::string log = scratch.read_file("log");
    REQUIRE(log.size() == 400 * 100);
    for (std::size_t at = 0; at < log.size(); at += 100)
        CHECK(log.substr(at, 100) == std::string(99, log[at]) + "\n");
}

TEST_CASE("names are listed in order, and a missing subdirectory has none")
{
    const ScratchDir scratch;
    for (const char* name : {"b", "a", ".hidden", "\xff odd\n", "sub/x"}) scratch.write_file(name, "");
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path());

    CHECK(directory->names() == std::vector<std::string>{".hidden", "a", "b", "sub", "\xff odd\n"});
    CHECK(directory->names() == directory->names());
    CHECK(directory->names("sub") == std::vector<std::string>{"x"});
    CHECK(directory->names("missing").empty());
    CHECK(error_of([&] { directory->names("a"); }) == ENOTDIR);
}

TEST_CASE("subdirectories are opened and made, links are no subdirectories")
{
    const OneOfEverything here;

    CHECK(here.directory->open("directory")->path() == here.scratch.path("directory"));
    CHECK(error_of([&] { here.directory->open("link-to-directory"); }) == ELOOP);
    CHECK(error_of([&] { here.directory->open("plain"); }) == ENOTDIR);
    CHECK(error_of([&] { here.directory->open("missing"); }) == ENOENT);
    CHECK(here.directory->make_directory("made", kPrivateDirectory));
    CHECK(mode_of(here.scratch.path("made")) == 0700);
    for (const char* taken : {"made", "plain", "dangling"})
        CHECK_FALSE(here.directory->make_directory(taken, kPrivateDirectory));
}

TEST_CASE("removing takes files and links, and says when there was none")
{
    const OneOfEverything here;

    for (const char* name : {"plain", "dangling", "fifo", "link-to-directory"}) {
        CHECK(here.directory->remove(name));
        CHECK_FALSE(here.directory->remove(name));
    }
    CHECK_FALSE(here.directory->remove("missing/below"));
    CHECK(error_of([&] { here.directory->remove("directory"); }) == EISDIR);
    CHECK(here.scratch.read_file("elsewhere/secret") == "secret");
}

TEST_CASE("moving never replaces anything")
{
    const OneOfEverything here;
    const auto target = here.directory->open("directory");

    CHECK(here.directory->move("plain", *target, "moved"));
    CHECK(here.scratch.read_file("directory/moved") == "text");
    CHECK_FALSE(here.scratch.exists("plain"));
    here.scratch.write_file("plain", "other");
    CHECK_FALSE(here.directory->move("plain", *target, "moved"));
    CHECK_FALSE(here.directory->move("elsewhere", *target, "moved"));
    CHECK_FALSE(here.directory->move("plain", *here.directory, "dangling"));
    CHECK(here.scratch.read_file("directory/moved") == "text");
    CHECK(error_of([&] { here.directory->move("missing", *target, "x"); }) == ENOENT);
}

TEST_CASE("paths are opened as what they lead to, and made when missing")
{
    const OneOfEverything here;
    asio::io_context context;
    PosixFiles files(context);

    CHECK(files.open_directory(here.scratch.path("link-to-directory"))->path() ==
          here.scratch.path("elsewhere"));
    CHECK(files.ensure_directory(here.scratch.path("a/b//c/"), 0700)->path() == here.scratch.path("a/b/c"));
    CHECK(mode_of(here.scratch.path("a")) == 0700);
    CHECK(files.ensure_directory(here.scratch.path("a/b"), 0755)->path() == here.scratch.path("a/b"));
    CHECK(error_of([&] { files.open_directory(here.scratch.path("missing")); }) == ENOENT);
    CHECK(error_of([&] { files.ensure_directory(here.scratch.path("plain/below"), 0700); }) == ENOTDIR);
}

} // namespace ctask
