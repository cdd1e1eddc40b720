// What reaches the agent of the signals that are sent to ctask, counted by the agent.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <sys/time.h>

using namespace ctask;

namespace {

const int kRealTime = SIGRTMIN + 3;
/// Comes out of the kernel's queue behind all others of a burst, and tells the agent that they are over.
const int kLast = SIGRTMIN + 9;

struct Sent {
    int number;
    std::string name;
};
const Sent kPassedOn[] = {{SIGTERM, "TERM"}, {SIGHUP, "HUP"},
                          {SIGINT, "INT"},   {SIGQUIT, "QUIT"},
                          {SIGUSR1, "USR1"}, {SIGUSR2, "USR2"},
                          {SIGALRM, "ALRM"}, {SIGWINCH, "WINCH"},
                          {SIGCONT, "CONT"}, {kRealTime, std::to_string(kRealTime)}};

/// A session whose agent notes its signals, until `then` ends it.
class Noting {
  public:
    explicit Noting(
        const Words& then, const std::function<void()>& prepare = [] {})
        : workspace_(ctask_.make_workspace("idea")), program_(ctask_.setup(words(then)), prepare)
    {
        await_file(ctask_.scratch.path("started"));
    }

    Program& program() { return program_; }
    void send(int signal) const { program_.send(signal); }
    /// By a process that is neither ctask's parent nor in its group: the parent might be a shell that speaks
    /// to its job.
    void send_as_a_stranger(int signal) const
    {
        Program stranger(ctask_.setup(
            {"sh", "-c", "kill -" + std::to_string(signal) + " " + std::to_string(program_.pid()) + "; :"}));
        stranger.wait();
    }
    std::string log() const { return ctask_.scratch.exists("log") ? ctask_.scratch.read_file("log") : ""; }
    std::size_t count(const std::string& name) const { return occurrences("\n" + log(), "\n" + name + " "); }
    std::size_t lines() const { return occurrences(log(), "\n"); }
    /// Tells the agent that no signal is to come any more.
    ProgramResult end()
    {
        send(kLast);
        const ProgramResult result = program_.wait();
        CHECK(leftovers(workspace_) == "");
        return result;
    }
    const std::string& workspace() const { return workspace_; }

  private:
    Words words(const Words& then) const
    {
        const Words agent = Words{
            "log",      ctask_.scratch.path("log"),    "log-also", "CONT",
            "log-also", std::to_string(kRealTime),     "log-also", std::to_string(kLast),
            "report",   ctask_.scratch.path("report"), "write",    ctask_.scratch.path("started") + "="};
        return Words{Binary::path(), "resume", workspace_} + Binary::agent(agent + then);
    }

    Binary ctask_;
    std::string workspace_;
    Program program_;
};

std::uint64_t bit(int signal)
{
    return std::uint64_t{1} << (signal - 1);
}

/// A set of signals in /proc/PID/status.
std::uint64_t signals_in(const std::string& field, pid_t pid)
{
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field)) return std::stoull(line.substr(field.size()), nullptr, 16);
    return 0;
}

const Words kUntilTheLast = {"wait-for", std::to_string(kLast), "exit", "7"};

} // namespace

TEST_CASE("a signal that a process sends to ctask reaches the agent exactly once, from ctask")
{
    for (const Sent& sent : kPassedOn) {
        CAPTURE(sent.name);
        Noting session(kUntilTheLast);

        session.send_as_a_stranger(sent.number);
        CHECK(eventually([&] { return session.lines() == 1; }));

        CHECK(session.end().status == 7);
        const std::string from = " from " + std::to_string(session.program().pid()) + "\n";
        CHECK(session.log() == sent.name + from + std::to_string(kLast) + from);
    }
}

TEST_CASE("the same signal again and again is passed on each time")
{
    Noting session(kUntilTheLast);
    for (std::size_t count = 1; count <= 5; ++count) {
        for (const Sent& sent : kPassedOn) {
            // A second TERM kills, and the parent's HUP is waited with.
            if (sent.number == SIGTERM || sent.number == SIGHUP) continue;
            CAPTURE(sent.name);
            session.send(sent.number);
            REQUIRE(eventually([&] { return session.count(sent.name) == count; }));
        }
    }
    CHECK(session.end().status == 7);
    CHECK(session.lines() == 5 * (std::size(kPassedOn) - 2) + 1);
}

TEST_CASE("of a burst of different signals each reaches the agent once, and of queued ones all")
{
    Noting session({"wait-for", "HUP", "wait-for", std::to_string(kLast), "exit", "7"});
    for (const Sent& sent : kPassedOn) session.send(sent.number);
    for (int more = 0; more < 20; ++more) session.send(kRealTime);

    REQUIRE(eventually([&] { return session.count("HUP") == 1; }));

    CHECK(session.end().status == 7);
    for (const Sent& sent : kPassedOn)
        CHECK_MESSAGE(session.count(sent.name) == (sent.number == kRealTime ? 21U : 1U), sent.name);
}

TEST_CASE("every signal that can be caught at all is passed on, also those that tell of faults")
{
    const int others[] = {SIGILL,    SIGTRAP,   SIGABRT, SIGBUS,   SIGFPE,  SIGSEGV,
                          SIGPIPE,   SIGSTKFLT, SIGURG,  SIGXCPU,  SIGXFSZ, SIGPROF,
                          SIGVTALRM, SIGPOLL,   SIGPWR,  SIGRTMIN, SIGSYS,  SIGRTMAX};
    Words also;
    for (const int signal : others) also = also + Words{"log-also", std::to_string(signal)};
    Noting session(also + Words{"write", "ready="} + kUntilTheLast);
    REQUIRE(eventually([&] { return exists(session.workspace(), "ready"); }));

    std::vector<int> sent;
    const auto caught = signals_in("SigCgt:", session.program().pid());
    for (const int signal : others)
        // A sanitizer in ctask takes these for its own.
        if ((caught & bit(signal)) == 0) sent.push_back(signal);

    for (const int signal : sent) session.send(signal);

    CHECK(eventually([&] { return session.lines() == sent.size(); }));
    CHECK(session.end().status == 7);
    const std::string log = session.log();
    for (const int signal : sent) {
        const char* name = ::sigabbrev_np(signal);
        const std::string word = name != nullptr ? name : std::to_string(signal);
        CHECK_MESSAGE(occurrences("\n" + log, "\n" + word + " from ") == 1, word);
    }
}

TEST_CASE("what the agent sends to ctask, its parent, is not sent back")
{
    const Words to_parent = {"signal-parent", "TERM", "signal-parent", "INT",  "signal-parent", "HUP",
                             "signal-parent", "QUIT", "signal-parent", "USR1", "signal-parent", "WINCH"};
    Noting session(to_parent + Words{"write", "sent="} + kUntilTheLast);
    CHECK(session.end().status == 7);
    CHECK(session.log() == std::to_string(kLast) + " from " + std::to_string(session.program().pid()) + "\n");
}

TEST_CASE("a signal to the whole group reaches the agent once or twice")
{
    for (const Sent& sent : kPassedOn) {
        CAPTURE(sent.name);
        // A child that catches TERM is then waited for; the second HUP may come a second later.
        Noting session(kUntilTheLast);

        ::kill(-session.program().pid(), sent.number);
        REQUIRE(eventually([&] { return session.count(sent.name) > 0; }));

        CHECK(session.end().status == 7);
        const std::size_t count = session.count(sent.name);
        CHECK((count == 1 || count == 2));
    }
}

TEST_CASE("signals that the caller ignored neither end ctask nor reach the agent")
{
    const auto ignore = [] {
        for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1}) ::signal(signal, SIG_IGN);
    };
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string started = ctask.scratch.path("started");
    const std::string off = ctask.scratch.path("off");
    const Words agent = Binary::agent({"write", started + "=", "until", off, "exit", "7"});
    Program program(ctask.setup(Words{Binary::path(), "resume", workspace} + agent), ignore);
    await_file(started);

    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1}) program.send(signal);
    ::kill(-program.pid(), SIGHUP);
    ctask.scratch.write_file("off", "");

    CHECK(program.wait().status == 7);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a signal that the caller blocked is passed on and waits at the agent, which finds it blocked")
{
    const auto block = [] {
        sigset_t set;
        sigemptyset(&set);
        for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) sigaddset(&set, signal);
        ::sigprocmask(SIG_BLOCK, &set, nullptr);
    };
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string off = ctask.scratch.path("off");
    const Words agent = Binary::agent({"report", ctask.scratch.path("report"), "until", off, "exit", "7"});
    Program program(ctask.setup(Words{Binary::path(), "resume", workspace} + agent), block);
    await_file(ctask.scratch.path("report"));
    std::istringstream report(ctask.scratch.read_file("report"));
    std::string pid;
    while (report >> pid && pid != "pid") {
    }
    report >> pid;

    for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) program.send(signal);

    CHECK(eventually([&] {
        return signals_in("ShdPnd:", std::stoi(pid)) == (bit(SIGTERM) | bit(SIGUSR1) | bit(SIGINT));
    }));
    ctask.scratch.write_file("off", "");
    CHECK(program.wait().status == 7);
}

TEST_CASE("ctask works when its caller ignores CHLD")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const auto ignore = [] { ::signal(SIGCHLD, SIG_IGN); };
    const auto run = [&](const Words& verbs) {
        return Program(ctask.setup(Words{Binary::path(), "resume", workspace} + Binary::agent(verbs)), ignore)
            .wait();
    };

    CHECK(run({"exit", "7"}).status == 7);
    CHECK(run({"die", "USR1"}).signal == SIGUSR1);
    CHECK(history_of(workspace).size() == 2);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("an alarm that the caller had set before it became ctask reaches the agent")
{
    const auto set_alarm = [] {
        const itimerval in_two_seconds{{0, 0}, {2, 0}};
        ::setitimer(ITIMER_REAL, &in_two_seconds, nullptr);
    };
    Noting session({"wait-for", "ALRM", "exit", "7"}, set_alarm);

    CHECK(session.program().wait().status == 7);
    CHECK(session.log() == "ALRM from " + std::to_string(session.program().pid()) + "\n");
}
