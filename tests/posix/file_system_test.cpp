// Facts and trials of the real file systems of this machine.
#include "posix/file_system.hpp"

#include "posix/files.hpp"

#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <cerrno>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace ctask;

namespace {

struct RealFiles {
    asio::io_context context{1};
    PosixFiles files{context};
};

/// Not so in a directory that somebody made the root of a process and that is no mount: the table has none
/// that holds it.
bool root_is_mounted()
{
    std::ifstream mounts("/proc/self/mounts");
    for (std::string line; std::getline(mounts, line);)
        if (line.find(" / ") != std::string::npos) return true;
    return false;
}

} // namespace

TEST_CASE("the type of a file system is that of the mount that holds the directory")
{
    RealFiles real;
    CHECK(real.files.file_system_of(*real.files.open_directory("/proc")).type == "proc");
    CHECK(real.files.file_system_of(*real.files.open_directory("/proc/self/fd")).type == "proc");
    const FileSystemFacts sys = real.files.file_system_of(*real.files.open_directory("/sys"));
    CHECK(sys.type == "sysfs");
}

TEST_CASE("where tests can write there is room, a type, and everything works")
{
    const ScratchDir scratch;
    RealFiles real;
    const auto directory = real.files.open_directory(scratch.path());

    const FileSystemFacts facts = real.files.file_system_of(*directory);
    const FileSystemTrial trial = real.files.try_out(*directory, ".trial");

    if (root_is_mounted()) CHECK_FALSE(facts.type.empty());
    CHECK(facts.free_bytes > 0);
    CHECK_FALSE(facts.read_only);
    CHECK(trial.write == 0);
    CHECK(trial.rename == 0);
    CHECK(trial.link == 0);
    CHECK(trial.flock == 0);
    CHECK(directory->names().empty());
}

TEST_CASE("a trial clears up what an earlier one has left, and nothing else")
{
    const ScratchDir scratch;
    RealFiles real;
    scratch.write_file(".trial/made", "x");
    scratch.write_file(".trial/linked", "x");
    scratch.write_file("mine", "x");
    const auto directory = real.files.open_directory(scratch.path());

    real.files.try_out(*directory, ".trial");

    CHECK(directory->names() == std::vector<std::string>{"mine"});
}

TEST_CASE("a trial does not follow a link that stands in its place")
{
    const ScratchDir scratch;
    RealFiles real;
    scratch.write_file("elsewhere/made", "mine");
    scratch.make_link("elsewhere", ".trial");

    const FileSystemTrial trial = real.files.try_out(*real.files.open_directory(scratch.path()), ".trial");

    CHECK(trial.write != 0);
    CHECK(scratch.read_file("elsewhere/made") == "mine");
}

TEST_CASE("where nothing can be made the trial says why")
{
    RealFiles real;
    const auto directory = real.files.open_directory("/proc/self");
    const FileSystemTrial trial = real.files.try_out(*directory, ".trial");
    CHECK(trial.write != 0);
    CHECK(trial.rename == 0);
}
