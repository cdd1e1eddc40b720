// The write lock among processes that die at any moment.
#include "posix/lock_file.hpp"

#include "posix/directory.hpp"
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "posix/procfs.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <algorithm>
#include <asio/io_context.hpp>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <list>
#include <sstream>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace ctask {

namespace {

const std::string kName = "write.lock";
const std::string kContent = std::string(kLockMarker) + "\"pid\":1}";

bool is_of_here(const std::string& content)
{
    return content == kContent;
}

struct Locked {
    Locked() : directory(PosixFiles(context).open_directory(scratch.path())) {}
    LockAttempt attempt() { return try_lock_file(*directory, kName, kContent, is_of_here); }

    ScratchDir scratch;
    asio::io_context context;
    std::unique_ptr<Directory> directory;
};

/// Takes the lock and dies with it.
void die_holding(Locked& here)
{
    Forked holder([&]() -> int {
        const LockAttempt attempt = here.attempt();
        if (attempt.held) ::raise(SIGKILL);
        return 1;
    });
    REQUIRE(WIFSIGNALED(holder.wait()));
}

/// Shared by all processes of the contest. The holder puts its pid in `holder` for as long as it thinks to
/// have the lock; another live one there is a violation.
struct Scores {
    std::atomic<pid_t> holder;
    std::atomic<unsigned> taken;
    std::atomic<unsigned> violations;
    std::atomic<unsigned> errors;
};

Scores& shared_scores()
{
    void* memory = ::mmap(nullptr, sizeof(Scores), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    return *new (memory) Scores{};
}

/// Whether the process does nothing any more: ended, or on its way there. (A killed process gives its flock
/// back while it still looks alive; a flag of the kernel's, PF_EXITING, tells.)
bool is_gone(pid_t pid)
{
    const std::string line = read_kernel_file("/proc/" + std::to_string(pid) + "/stat");
    const std::optional<ProcessStat> stat = parse_process_stat(line);
    if (!stat || stat->has_ended()) return true;
    std::istringstream rest(line.substr(line.rfind(')') + 1));
    std::string word;
    for (int field = 3; field <= 9; ++field) rest >> word;
    constexpr unsigned long kExiting = 0x4;
    return (std::stoul(word) & kExiting) != 0;
}

[[noreturn]] void contend(const std::string& path, Scores& scores)
{
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(path);
    for (;;) {
        try {
            const LockAttempt attempt = try_lock_file(*directory, kName, kContent, is_of_here);
            if (attempt.held) {
                const pid_t before = scores.holder.exchange(::getpid());
                if (before != 0 && !is_gone(before)) ++scores.violations;
                std::this_thread::sleep_for(std::chrono::microseconds(200));
                if (scores.holder.exchange(0) != ::getpid()) ++scores.violations;
                ++scores.taken;
            }
        } catch (const std::exception&) {
            ++scores.errors;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
}

} // namespace

TEST_CASE("a lock is a file that names its holder, and is gone when it is given back")
{
    Locked here;
    {
        const LockAttempt held = here.attempt();
        REQUIRE(held.held);
        CHECK(here.scratch.read_file(kName) == kContent);
        CHECK(here.directory->names() == std::vector<std::string>{kName});
        const LockAttempt second = here.attempt();
        CHECK_FALSE(second.held);
        CHECK(second.holder == kContent);
    }
    CHECK(here.directory->names().empty());
    CHECK(here.attempt().held);
}

TEST_CASE("a lock outlives the directory object it was taken by")
{
    Locked here;
    LockAttempt attempt = here.attempt();
    here.directory.reset();

    attempt.held.reset();

    CHECK_FALSE(here.scratch.exists(kName));
}

TEST_CASE("the lock of a holder that was killed is broken at once")
{
    Locked here;
    die_holding(here);
    REQUIRE(here.scratch.read_file(kName) == kContent);

    const LockAttempt attempt = here.attempt();

    CHECK(attempt.held);
    CHECK(here.directory->names() == std::vector<std::string>{kName});
}

TEST_CASE("a live holder's lock is not broken however old it looks")
{
    Locked here;
    const LockAttempt held = here.attempt();
    REQUIRE(held.held);
    here.scratch.age(kName, Seconds(3600));

    CHECK_FALSE(here.attempt().held);
    held.held->keep_fresh();
    CHECK_FALSE(here.attempt().held);
}

TEST_CASE("a lock without our marker is broken by its age")
{
    struct Row {
        const char* content;
        int age;
        bool broken;
    };
    for (const Row& row :
         {Row{"4711", 0, false}, Row{"4711", 8, false}, Row{"4711", 12, true}, Row{"", 5, false},
          Row{"", 12, true}, Row{"4711", -5, false}, Row{"4711", -3600, true}}) {
        CAPTURE(row.content);
        CAPTURE(row.age);
        Locked here;
        here.scratch.write_file(kName, row.content);
        here.scratch.age(kName, Seconds(row.age));

        const LockAttempt attempt = here.attempt();

        CHECK((attempt.held != nullptr) == row.broken);
        if (!row.broken) CHECK(attempt.holder == row.content);
        if (!row.broken) CHECK(here.directory->names() == std::vector<std::string>{kName});
    }
}

TEST_CASE("another machine's lock, whose flock may not be seen here, is broken by its age")
{
    Locked here;
    const std::string theirs = std::string(kLockMarker) + "\"pid\":2}";
    here.scratch.write_file(kName, theirs);

    CHECK(here.attempt().holder == theirs);

    here.scratch.age(kName, Seconds(12));
    CHECK(here.attempt().held);
}

TEST_CASE("another machine's lock whose flock is seen to be held is not broken however old it looks")
{
    Locked here;
    const std::string theirs = std::string(kLockMarker) + "\"pid\":2}";
    here.scratch.write_file(kName, theirs);
    const UniqueFd held(::open(here.scratch.path(kName).c_str(), O_RDONLY | O_CLOEXEC));
    REQUIRE(::flock(held.get(), LOCK_EX | LOCK_NB) == 0);
    here.scratch.age(kName, Seconds(3600));

    CHECK(here.attempt().holder == theirs);
}

TEST_CASE("what stands in the lock's place and is no file is refused by name")
{
    Locked here;
    here.scratch.make_link("elsewhere", kName);
    CHECK_THROWS_WITH_AS(here.attempt(), doctest::Contains("write.lock is a symbolic link"),
                         std::system_error);
    here.scratch.remove(kName);
    here.scratch.make_directory(kName);
    CHECK_THROWS_AS(here.attempt(), std::system_error);
}

TEST_CASE("giving back leaves a lock that has become somebody else's alone")
{
    Locked here;
    LockAttempt attempt = here.attempt();
    here.scratch.remove(kName);
    here.scratch.write_file(kName, "the earlier tool's");

    attempt.held.reset();

    CHECK(here.scratch.read_file(kName) == "the earlier tool's");
}

TEST_CASE("given back while nothing may be unlinked, a lock is there to be broken")
{
    Locked here;
    LockAttempt attempt = here.attempt();
    {
        const UniqueFd directory(::open(here.scratch.path().c_str(), O_RDONLY | O_DIRECTORY));
        REQUIRE(::flock(directory.get(), LOCK_EX) == 0);
        attempt.held.reset();
        CHECK(here.scratch.exists(kName));
        CHECK_FALSE(here.attempt().held);
    }
    CHECK(here.attempt().held);
}

TEST_CASE("a directory in which nothing can be written is an error, not a wait")
{
    Locked here;
    here.scratch.set_mode("", 0555);
    Forked process([&] {
        if (::getuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) return 9;
        try {
            here.attempt();
            return 1;
        } catch (const std::system_error& failure) {
            return failure.code().value() == EACCES ? 0 : 2;
        }
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("of many processes that are killed at any moment never two hold the lock")
{
    const ScratchDir scratch;
    Scores& scores = shared_scores();
    std::list<Forked> contenders;
    const auto send_in = [&] { contenders.emplace_back([&]() -> int { contend(scratch.path(), scores); }); };
    for (int count = 0; count < 8; ++count) send_in();

    unsigned killed_holding = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (killed_holding < 50 && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        const pid_t holder = scores.holder;
        const auto victim = std::find_if(contenders.begin(), contenders.end(),
                                         [&](const Forked& one) { return one.pid() == holder; });
        contenders.erase(victim == contenders.end() ? contenders.begin() : victim);
        if (scores.holder == holder && holder != 0) ++killed_holding;
        send_in();
    }
    contenders.clear();

    CHECK(scores.violations == 0);
    CHECK(scores.errors == 0);
    CHECK(scores.taken > 20);
    CHECK(killed_holding > 5);
    asio::io_context context;
    CHECK(
        try_lock_file(*PosixFiles(context).open_directory(scratch.path()), kName, kContent, is_of_here).held);
}

} // namespace ctask
