// The calls by name, and which of them comes to harm.
#include "faults/injection.hpp"

#include "faults/supervised.hpp"
#include "support/doctest.hpp"

#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>

namespace ctask {

namespace {

// Not all are there on every architecture.
const std::map<std::string, long> kCalls = {
#ifdef SYS_open
    {"open", SYS_open},
#endif
#ifdef SYS_rename
    {"rename", SYS_rename},
#endif
#ifdef SYS_link
    {"link", SYS_link},
#endif
#ifdef SYS_unlink
    {"unlink", SYS_unlink},
#endif
#ifdef SYS_mkdir
    {"mkdir", SYS_mkdir},
#endif
#ifdef SYS_rmdir
    {"rmdir", SYS_rmdir},
#endif
#ifdef SYS_chmod
    {"chmod", SYS_chmod},
#endif
#ifdef SYS_fork
    {"fork", SYS_fork},
#endif
#ifdef SYS_vfork
    {"vfork", SYS_vfork},
#endif
#ifdef SYS_newfstatat
    {"newfstatat", SYS_newfstatat},
#endif
#ifdef SYS_readlink
    {"readlink", SYS_readlink},
#endif
#ifdef SYS_epoll_wait
    {"epoll_wait", SYS_epoll_wait},
#endif
#ifdef SYS_renameat
    {"renameat", SYS_renameat},
#endif
#ifdef SYS_mmap
    {"mmap", SYS_mmap},
#endif
    {"openat", SYS_openat},
    {"openat2", SYS_openat2},
    {"write", SYS_write},
    {"pwrite64", SYS_pwrite64},
    {"writev", SYS_writev},
    {"fsync", SYS_fsync},
    {"fdatasync", SYS_fdatasync},
    {"ftruncate", SYS_ftruncate},
    {"renameat2", SYS_renameat2},
    {"linkat", SYS_linkat},
    {"symlinkat", SYS_symlinkat},
    {"unlinkat", SYS_unlinkat},
    {"mkdirat", SYS_mkdirat},
    {"fchmod", SYS_fchmod},
    {"fchmodat", SYS_fchmodat},
    {"fchown", SYS_fchown},
    {"utimensat", SYS_utimensat},
    {"flock", SYS_flock},
    {"clone", SYS_clone},
    {"clone3", SYS_clone3},
    {"waitid", SYS_waitid},
    {"wait4", SYS_wait4},
    {"close", SYS_close},
    {"read", SYS_read},
    {"pread64", SYS_pread64},
    {"getdents64", SYS_getdents64},
    {"readlinkat", SYS_readlinkat},
    {"statx", SYS_statx},
    {"epoll_create1", SYS_epoll_create1},
    {"eventfd2", SYS_eventfd2},
    {"signalfd4", SYS_signalfd4},
    {"timerfd_create", SYS_timerfd_create},
    {"pipe2", SYS_pipe2},
};

/// The first call that main() makes is fcntl(0, F_GETFD).
bool begins_main(const PendingCall& call)
{
    return call.number == SYS_fcntl && call.arguments[0] == 0 && call.arguments[1] == F_GETFD;
}

bool starts_program(long number)
{
    for (const char* call : {"clone", "clone3", "fork", "vfork"}) {
        const auto found = kCalls.find(call);
        if (found != kCalls.end() && found->second == number) return true;
    }
    return false;
}

/// Runs ctask and asks for each of these calls that main() makes.
ProgramResult run_from_main(const Binary& ctask, const Words& arguments, std::vector<long> calls,
                            const std::function<CallVerdict(long)>& judge, std::chrono::milliseconds limit)
{
    bool in_main = false;
    const auto judge_in_main = [&](const PendingCall& call) {
        if (in_main && call.number != SYS_fcntl) return judge(call.number);
        in_main = in_main || begins_main(call);
        return CallVerdict();
    };
    calls.push_back(SYS_fcntl);
    const ProgramResult result =
        run_supervised(ctask.setup(Words{Binary::path()} + arguments), calls, judge_in_main, limit);
    REQUIRE(in_main);
    return result;
}

} // namespace

std::string describe(const Injection& injection)
{
    const std::string what = injection.error == 0 ? "killed" : ::strerrorname_np(injection.error);
    return injection.call + " " + what + " " + std::to_string(injection.first) +
           (injection.lasting ? "+" : "");
}

Injected run_injected(const Binary& ctask, const Words& arguments, const Injection& injection,
                      std::chrono::milliseconds limit)
{
    Injected injected;
    const auto call = kCalls.find(injection.call);
    REQUIRE(call != kCalls.end());
    std::size_t count = 0;
    const auto judge = [&](long) {
        ++count;
        if (count < injection.first || (count > injection.first && !injection.lasting)) return CallVerdict();
        ++injected.harmed;
        return CallVerdict{injection.error, injection.error == 0};
    };
    injected.result = run_from_main(ctask, arguments, {call->second}, judge, limit);
    return injected;
}

std::map<std::string, CallNumbers> count_calls(const Binary& ctask, const Words& arguments, Part part)
{
    std::map<long, std::size_t> all;
    std::map<long, std::size_t> until_agent;
    const auto count = [&](long number) {
        ++all[number];
        if (until_agent.empty() && starts_program(number)) until_agent = all;
        return CallVerdict();
    };
    std::vector<long> calls;
    for (const auto& call : kCalls) calls.push_back(call.second);
    run_from_main(ctask, arguments, calls, count, kPatience);
    REQUIRE((part == Part::whole || !until_agent.empty()));
    std::map<std::string, CallNumbers> named;
    for (const auto& call : kCalls) {
        const long number = call.second;
        CallNumbers numbers{1, part == Part::until_agent ? until_agent[number] : all[number]};
        const bool started_it = starts_program(number) && until_agent[number] > 0;
        if (part == Part::from_agent) numbers.first = until_agent[number] + (started_it ? 0 : 1);
        if (numbers.count() > 0) named[call.first] = numbers;
    }
    return named;
}

bool can_inject()
{
    static const bool can = can_supervise();
    if (!can) MESSAGE("skipped: the kernel lets no program be supervised here");
    return can;
}

} // namespace ctask
