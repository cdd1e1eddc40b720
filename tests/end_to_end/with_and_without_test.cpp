// The agent's own report of itself, with ctask and without, byte for byte.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ctask;

namespace {

/// A report (see fake_agent/self_report.hpp) without what tells processes apart and what ctask adds.
std::string comparable(const std::string& report)
{
    std::string kept;
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);) {
        bool differs = false;
        for (const std::string start : {"pid ", "parent ", "group ", "environment CTASK_"})
            differs = differs || line.starts_with(start);
        if (!differs) kept += line + "\n";
    }
    return kept;
}

/// The same program started twice.
struct Pair {
    Binary ctask;
    std::string workspace = ctask.make_workspace("idea");

    /// With /dev/null for its streams, so that both runs have the same.
    std::string report(ProgramSetup setup, const std::function<void()>& prepare) const
    {
        const auto prepare_all = [&] {
            const int null = ::open("/dev/null", O_RDWR);
            for (const int descriptor : {0, 1, 2}) ::dup2(null, descriptor);
            if (null > 2) ::close(null);
            prepare();
        };
        setup.environment = ctask.environment;
        CHECK(Program(setup, prepare_all).wait().status == 0);
        const std::string found = comparable(ctask.scratch.read_file("report"));
        ctask.scratch.remove("report");
        return found;
    }
    std::string bare(const std::function<void()>& prepare, const Words& more = {}) const
    {
        const Words verbs = {"report", ctask.scratch.path("report")};
        ProgramSetup setup = ctask.setup(Words{Binary::fake_agent()} + verbs + more);
        setup.directory = workspace;
        return report(setup, prepare);
    }
    std::string under(const std::function<void()>& prepare, const Words& more = {}) const
    {
        const Words verbs = {"report", ctask.scratch.path("report")};
        const Words words = Words{Binary::path(), "resume", workspace} + Binary::agent(verbs + more);
        return report(ctask.setup(words), prepare);
    }
};

void lower_limit(__rlimit_resource resource, rlim_t soft, rlim_t hard)
{
    const rlimit limit{soft, hard};
    ::setrlimit(resource, &limit);
}

void nothing() {}

} // namespace

TEST_CASE("an agent of a plain caller finds itself as without ctask")
{
    const Pair pair;
    const std::string bare = pair.bare(nothing);
    CHECK(contains(bare, "\ndirectory " + pair.workspace + "\n"));
    CHECK(pair.under(nothing) == bare);
}

TEST_CASE("umask, limits, nice value, privileges and the like are the caller's")
{
    const auto odd = [] {
        ::umask(0167);
        ::setpriority(PRIO_PROCESS, 0, 7);
        lower_limit(RLIMIT_NOFILE, 40, 60);
        lower_limit(RLIMIT_CORE, 4096, 8192);
        lower_limit(RLIMIT_STACK, 1 << 20, 4 << 20);
        lower_limit(RLIMIT_CPU, 1000, 2000);
        lower_limit(RLIMIT_FSIZE, 1 << 20, 1 << 21);
        lower_limit(RLIMIT_MEMLOCK, 4096, 4096);
        lower_limit(RLIMIT_SIGPENDING, 100, 100);
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        ::prctl(PR_SET_TIMERSLACK, 123456, 0, 0, 0);
        std::ofstream("/proc/self/oom_score_adj") << 321;
    };
    const Pair pair;
    const std::string bare = pair.bare(odd);
    for (const std::string line : {"umask 0167", "nice 7", "limit files 40 60", "limit stack 1048576 4194304",
                                   "no-new-privileges 1", "timer-slack 123456", "oom 321"})
        CHECK_MESSAGE(contains(bare, "\n" + line + "\n"), line);
    CHECK(pair.under(odd) == bare);
}

TEST_CASE("descriptors that the caller left open are open, and no other")
{
    const auto open_some = [] {
        ::dup2(0, 7);
        const int file = ::open("/etc/passwd", O_RDONLY);
        ::dup2(file, 9);
        ::dup2(file, 63);
        ::close(file);
    };
    const Pair pair;
    const std::string bare = pair.bare(open_some);
    CHECK(contains(bare, "\ndescriptor 9 /etc/passwd "));
    CHECK(contains(bare, "\ndescriptor 63 /etc/passwd "));
    CHECK(pair.under(open_some) == bare);
}

TEST_CASE("every signal that the caller ignored is ignored, and every one that it blocked is blocked")
{
    const auto ignore_all = [] {
        for (int signal = 1; signal <= SIGRTMAX; ++signal) ::signal(signal, SIG_IGN);
    };
    const auto block_all = [] {
        sigset_t all;
        sigfillset(&all);
        ::sigprocmask(SIG_SETMASK, &all, nullptr);
    };
    const auto mix = [] {
        ::signal(SIGCHLD, SIG_IGN);
        sigset_t some;
        sigemptyset(&some);
        for (const int signal : {SIGCHLD, SIGCONT, SIGWINCH, SIGTSTP, SIGPIPE, SIGRTMIN + 1})
            sigaddset(&some, signal);
        ::sigprocmask(SIG_SETMASK, &some, nullptr);
    };
    const Pair pair;
    CHECK_FALSE(contains(pair.bare(ignore_all), "\nignored 0000000000000000\n"));
    CHECK(pair.under(ignore_all) == pair.bare(ignore_all));
    CHECK(pair.under(block_all) == pair.bare(block_all));
    CHECK(pair.under(mix) == pair.bare(mix));
}

TEST_CASE("an environment with everything odd in it passes through, in its order")
{
    Pair pair;
    const Words odd = {"ODD=\xff\xfe\x80 \x01\x1b[31m\n",
                       "TWICE=1",
                       "TWICE=2",
                       "no-equals-sign",
                       "=nameless",
                       "",
                       "EMPTY=",
                       "A=b=c",
                       "PWD=/nowhere",
                       "BASH_FUNC_f%%=() {  :\n}",
                       "TWICE=1"};
    pair.ctask.environment = odd + pair.ctask.environment + Words{"LAST=1"};

    const std::string bare = pair.bare(nothing);
    CHECK(occurrences(bare, "environment TWICE=") == 3);
    CHECK(contains(bare, "\nenvironment no-equals-sign\n"));
    CHECK(pair.under(nothing) == bare);
}

TEST_CASE("an environment of 500 KB passes through")
{
    Pair pair;
    for (int index = 0; index < 5; ++index)
        pair.ctask.environment.push_back("BIG" + std::to_string(index) + "=" + std::string(100'000, 'x'));
    for (int index = 0; index < 500; ++index)
        pair.ctask.environment.push_back("SMALL" + std::to_string(index) + "=y");

    const std::string bare = pair.bare(nothing);
    CHECK(bare.size() > 500'000);
    CHECK(pair.under(nothing) == bare);
}

TEST_CASE("arguments pass through whatever is in them")
{
    std::string all_bytes;
    for (int byte = 1; byte < 256; ++byte) all_bytes += static_cast<char>(byte);
    Words odd;
    for (const std::string& word :
         {std::string(), std::string("--"), std::string("-c"), std::string("--timeout=1"),
          std::string("--help"), std::string("a,b"), std::string("$HOME `id` \"'\\"), std::string("*"),
          std::string("~"), std::string(" "), std::string("@file"), all_bytes, std::string(100'000, 'z'),
          std::string()})
        odd = odd + Words{"say", word};
    const Pair pair;

    CHECK(pair.under(nothing, odd) == pair.bare(nothing, odd));
}

TEST_CASE("on a terminal the agent has it for its controlling one, and is in the foreground with ctask")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words verbs = {"report", ctask.scratch.path("report")};
    const auto report_on_terminal = [&](const Words& words) {
        Pty pty(ctask.setup(words));
        REQUIRE(pty.wait().status == 0);
        return "\n" + ctask.scratch.read_file("report") + "started as " + std::to_string(pty.pid()) + "\n";
    };
    const std::string bare = report_on_terminal(Words{Binary::fake_agent()} + verbs);
    const std::string report =
        report_on_terminal(Words{Binary::path(), "resume", workspace} + Binary::agent(verbs));

    const std::string pid = report.substr(report.rfind(' ') + 1);
    for (const std::string what : {"parent", "group", "session", "foreground"})
        CHECK_MESSAGE(contains(report, "\n" + what + " " + pid), what);
    CHECK_FALSE(contains(report, "\nterminal 0\n"));
    for (const std::string descriptor : {"0", "1", "2"})
        CHECK(contains(report, "\ndescriptor " + descriptor + " /dev/pts/"));
    CHECK(occurrences(report, "\ndescriptor ") == occurrences(bare, "\ndescriptor "));
}
