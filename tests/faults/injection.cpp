// strace does the harm; its log says how many calls there were.
#include "faults/injection.hpp"

#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <sstream>

namespace ctask {

namespace {

const std::string kLog = "strace.log";

std::string expression(const Injection& injection)
{
    return "inject=" + injection.calls + ":" + injection.what + ":when=" + std::to_string(injection.first) +
           (injection.lasting ? "+" : "");
}

/// Fills in the counts from strace's log: a line a call, and some about signals and the end.
void count_calls(Injected& injected, const std::string& log)
{
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("+++") || line.starts_with("---")) continue;
        ++injected.calls;
        // A call that a signal kept from being made has no value.
        if (contains(line, "(INJECTED)") || line.ends_with("= ?")) ++injected.harmed;
    }
}

} // namespace

Injected run_injected(const Binary& ctask, const Words& arguments, const std::string& calls,
                      const std::optional<Injection>& injection, std::chrono::milliseconds limit)
{
    Words command = {"strace", "-o", ctask.scratch.path(kLog), "-e", "signal=none", "-e", "trace=" + calls};
    if (injection) command = command + Words{"-e", expression(*injection)};
    Injected injected;
    injected.result = Program(ctask.setup(command + Words{Binary::path()} + arguments)).wait(limit);
    count_calls(injected, ctask.scratch.read_file(kLog));
    return injected;
}

bool can_inject()
{
    if (!is_installed("strace")) return false;
    const Binary ctask;
    const Injected injected = run_injected(ctask, {"--version"}, "write", Injection{"write", "error=EIO"});
    if (injected.harmed > 0) return true;
    MESSAGE("skipped: strace may not trace here: ", injected.result.err);
    return false;
}

} // namespace ctask
