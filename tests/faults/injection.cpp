// strace does the harm; its log says how many calls there were.
#include "faults/injection.hpp"

#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <sstream>

namespace ctask {

namespace {

const std::string kLog = "strace.log";
// Not all are there on every architecture: the question mark makes strace pass over those.
const std::string kCalls = "?open,openat,?openat2,write,?pwrite64,?writev,?fsync,?fdatasync,?ftruncate,"
                           "?rename,?renameat,?renameat2,?link,linkat,?symlinkat,?unlink,unlinkat,?mkdir,"
                           "mkdirat,?rmdir,fchmod,?fchmodat,fchown,utimensat,flock,clone,?clone3,?vfork,"
                           "?fork,waitid,wait4,close,read,?pread64,?getdents64,?newfstatat,?readlink,"
                           "?epoll_create1,?eventfd2,?signalfd4,?timerfd_create,?epoll_wait,?mmap,?pipe2";
/// The first call that main() makes.
const std::string kMainBegins = "fcntl(0, F_GETFD";

Words under_strace(const Binary& ctask, const Words& options, const Words& arguments)
{
    const Words strace = {"strace", "-o", ctask.scratch.path(kLog), "-e", "signal=none"};
    return strace + options + Words{Binary::path()} + arguments;
}

std::istringstream log_of(const Binary& ctask)
{
    return std::istringstream(ctask.scratch.read_file(kLog));
}

} // namespace

Injected run_injected(const Binary& ctask, const Words& arguments, const Injection& injection,
                      std::chrono::milliseconds limit)
{
    const std::string where = std::to_string(injection.first) + (injection.lasting ? "+" : "");
    const Words options = {"-e", "trace=" + injection.call, "-e",
                           "inject=" + injection.call + ":" + injection.what + ":when=" + where};
    Injected injected;
    injected.result = Program(ctask.setup(under_strace(ctask, options, arguments))).wait(limit);
    std::istringstream log = log_of(ctask);
    // A call that a signal kept from being made has no value.
    for (std::string line; std::getline(log, line);)
        if (contains(line, "(INJECTED)") || line.ends_with("= ?")) ++injected.harmed;
    return injected;
}

std::map<std::string, CallRange> count_calls(const Binary& ctask, const Words& arguments)
{
    const Words options = {"-e", "trace=" + kCalls + ",fcntl"};
    Program(ctask.setup(under_strace(ctask, options, arguments))).wait();
    std::map<std::string, CallRange> counted;
    bool in_main = false;
    std::istringstream log = log_of(ctask);
    for (std::string line; std::getline(log, line);) {
        if (line.starts_with(kMainBegins)) in_main = true;
        const std::string name = line.substr(0, line.find('('));
        if (line.starts_with("+++") || name == "fcntl") continue;
        CallRange& range = counted[name];
        ++range.last;
        if (!in_main) ++range.first;
    }
    REQUIRE(in_main);
    return counted;
}

bool can_inject()
{
    if (!is_installed("strace")) return false;
    const Binary ctask;
    const Injected injected = run_injected(ctask, {"--version"}, Injection{"write", "error=EIO"});
    if (injected.harmed > 0) return true;
    MESSAGE("skipped: strace may not trace here: ", injected.result.err);
    return false;
}

} // namespace ctask
