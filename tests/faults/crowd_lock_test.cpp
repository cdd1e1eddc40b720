// Many processes that each steal the lock of one that died with it.
#include "base/unique_fd.hpp"
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "posix/lock_file.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <deque>
#include <fcntl.h>
#include <unistd.h>

using namespace ctask;

namespace {

constexpr std::size_t kRounds = 1000;
constexpr std::size_t kThieves = 6;
const std::string kName = "write.lock";
const std::string kContent = std::string(kLockMarker) + "\"pid\":1}";

/// Reads a number, waits, writes it back one higher: two that do so at once lose one.
bool count_slowly(const std::string& file)
{
    const UniqueFd counter(::open(file.c_str(), O_RDWR | O_CLOEXEC));
    char digits[16] = {};
    if (::pread(counter.get(), digits, sizeof digits - 1, 0) < 0) return false;
    ::usleep(50);
    const std::string next = std::to_string(std::stoul(digits) + 1);
    return ::pwrite(counter.get(), next.data(), next.size(), 0) == static_cast<ssize_t>(next.size());
}

bool is_of_here(const std::string&)
{
    return true;
}

/// Waits for the start, steals the lock, counts, and dies with it.
int steal(const ScratchDir& scratch, int start)
{
    char none = 0;
    [[maybe_unused]] const auto at_the_end = ::read(start, &none, 1);
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path("state"));
    for (int tries = 0; tries < 200'000; ++tries) {
        const LockAttempt attempt = try_lock_file(*directory, kName, kContent, is_of_here);
        if (attempt.held) ::_exit(count_slowly(scratch.path("counter")) ? 0 : 2);
        ::usleep(20);
    }
    return 1;
}

} // namespace

TEST_SUITE_BEGIN("crowd");

TEST_CASE("in a thousand rounds of stealing a dead lock there is one holder at any time")
{
    const ScratchDir scratch;
    scratch.make_directory("state");
    scratch.write_file("counter", "0");
    // Whoever wrote this is dead: its flock is free.
    scratch.write_file("state/" + kName, kContent);

    for (std::size_t round = 1; round <= kRounds; ++round) {
        int gate[2];
        REQUIRE(::pipe2(gate, O_CLOEXEC) == 0);
        std::deque<Forked> thieves;
        while (thieves.size() < kThieves)
            thieves.emplace_back([&] {
                ::close(gate[1]);
                return steal(scratch, gate[0]);
            });
        ::close(gate[0]);
        ::close(gate[1]);
        for (Forked& thief : thieves) REQUIRE(thief.exit_status() == 0);
        REQUIRE(scratch.read_file("counter") == std::to_string(round * kThieves));
    }

    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path("state"));
    CHECK(directory->names() == std::vector<std::string>{kName});
    CHECK(try_lock_file(*directory, kName, kContent, is_of_here).held);
    CHECK(directory->names().empty());
    MESSAGE(kRounds, " rounds of ", kThieves, " thieves");
}

TEST_SUITE_END();
