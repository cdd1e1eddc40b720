// The points are counted in a run that is left alone.
#include "faults/killing.hpp"

#include "support/doctest.hpp"

#include <algorithm>
#include <csignal>

namespace ctask {

namespace {

// What a close changes, which is a lock given back, is there at the next of these.
const Words kChanging = {"open",  "openat", "write",    "fsync",     "fdatasync", "ftruncate", "rename",
                         "link",  "linkat", "renameat", "unlink",    "unlinkat",  "mkdir",     "mkdirat",
                         "rmdir", "fchmod", "fchmodat", "symlinkat", "fchown",    "renameat2", "utimensat",
                         "flock", "clone",  "vfork",    "clone3",    "fork",      "waitid",    "wait4"};
constexpr int kTries = 5;

/// Every run makes as many of these as the one that is left alone. How often ctask is woken while it waits is
/// not certain.
bool is_certain(const std::string& call)
{
    return call != "waitid";
}

/// Whether the command came to the point and was killed there.
bool kill_at(const Stage& stage, const Words& command, const Injection& injection)
{
    for (int attempt = 0; attempt < kTries; ++attempt) {
        stage.put_back();
        const Injected killed = run_injected(stage.ctask, command, injection);
        if (killed.harmed == 0) continue;
        CHECK(killed.result.signal == SIGKILL);
        return true;
    }
    CHECK_FALSE(is_certain(injection.call));
    return false;
}

} // namespace

std::size_t kill_everywhere(const Stage& stage, const Words& command, const std::function<void()>& judge,
                            Part part)
{
    stage.put_back();
    const auto counted = count_calls(stage.ctask, command, part);
    std::size_t points = 0;
    for (const std::string& call : kChanging) {
        const auto found = counted.find(call);
        const CallNumbers numbers = found == counted.end() ? CallNumbers() : found->second;
        for (std::size_t number = numbers.first; number <= numbers.last; ++number) {
            const Injection injection{call, 0, number};
            INFO(describe(injection));
            if (!kill_at(stage, command, injection)) continue;
            judge();
            ++points;
        }
    }
    return points;
}

} // namespace ctask
