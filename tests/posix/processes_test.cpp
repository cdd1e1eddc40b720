// Children and other processes, as the kernel shows them.
#include "posix/processes.hpp"

#include "posix/clock.hpp"
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "posix/procfs.hpp"
#include "support/doctest.hpp"
#include "support/eventually.hpp"
#include "support/scratch_dir.hpp"

#include <algorithm>
#include <asio/io_context.hpp>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

using Kind = ChildChange::Kind;

std::unique_ptr<Child> start(std::vector<std::string> argv, const Directory* directory = nullptr)
{
    Command command;
    command.program = argv.front();
    command.argv = std::move(argv);
    command.directory = directory;
    asio::io_context context;
    return PosixProcesses(context, CallerSignals()).start(command);
}

ChildChange next_change(Child& child)
{
    std::optional<ChildChange> change;
    REQUIRE(eventually([&] { return (change = child.poll()).has_value(); }));
    return *change;
}

void end(Child& child)
{
    child.send(SIGKILL);
    while (next_change(child).kind != Kind::killed) {
    }
}

std::size_t count_running(const std::string& command)
{
    const std::vector<pid_t> pids = list_processes();
    return static_cast<std::size_t>(std::count_if(
        pids.begin(), pids.end(), [&](pid_t pid) { return read_process_command(pid) == command; }));
}

} // namespace

TEST_CASE("a child's exit code is told once")
{
    const auto child = start({"/bin/sh", "-c", "exit 7"});

    const ChildChange change = next_change(*child);

    CHECK(change.kind == Kind::exited);
    CHECK(change.number == 7);
    CHECK_FALSE(child->poll());
    CHECK_FALSE(child->is_stopped());
    CHECK_FALSE(child->in_our_group());
}

TEST_CASE("stops, continuations and the signal of a death are told in turn")
{
    const auto child = start({"/bin/sleep", "1000"});
    CHECK_FALSE(child->poll());
    CHECK(child->in_our_group());

    child->send(SIGSTOP);
    const ChildChange stop = next_change(*child);
    CHECK(stop.kind == Kind::stopped);
    CHECK(stop.number == SIGSTOP);
    CHECK(child->is_stopped());

    child->send(SIGCONT);
    CHECK(next_change(*child).kind == Kind::continued);
    CHECK_FALSE(child->is_stopped());

    child->send(SIGTERM);
    const ChildChange death = next_change(*child);
    CHECK(death.kind == Kind::killed);
    CHECK(death.number == SIGTERM);
}

TEST_CASE("kill_tree reaches every descendant, also in other sessions and when they ignore signals")
{
    const std::string mark = "1000." + std::to_string(::getpid());
    const std::string script = "trap '' TERM HUP INT; sleep " + mark + " & setsid sleep " + mark +
                               " & (sh -c 'sleep " + mark + " & wait') & wait";
    const auto child = start({"/bin/sh", "-c", script});
    REQUIRE(eventually([&] { return count_running("sleep " + mark) == 3; }));

    child->kill_tree();

    CHECK(next_change(*child).kind == Kind::killed);
    CHECK(eventually([&] { return count_running("sleep " + mark) == 0; }));
}

TEST_CASE("send_to_tree reaches every descendant once")
{
    const std::string mark = "1001." + std::to_string(::getpid());
    const auto child = start({"/bin/sh", "-c", "setsid sleep " + mark + " & sleep " + mark + " & wait"});
    REQUIRE(eventually([&] { return count_running("sleep " + mark) == 2; }));

    child->send_to_tree(SIGTERM);

    CHECK(next_change(*child).number == SIGTERM);
    CHECK(eventually([&] { return count_running("sleep " + mark) == 0; }));
}

TEST_CASE("a child tells when it started, as a later look does")
{
    const auto child = start({"/bin/sleep", "1000"});
    asio::io_context context;
    const auto facts = PosixProcesses(context, CallerSignals()).find(child->pid());

    REQUIRE(facts);
    CHECK(facts->start_ticks == child->start_ticks());
    // The kernel sets up the command line a moment after the program has replaced ctask's.
    CHECK(eventually([&] { return read_process_command(child->pid()) == "/bin/sleep 1000"; }));
    const Nanoseconds age = WallTime(read_clock(CLOCK_REALTIME)) - facts->started_at;
    CHECK(age > -Seconds(1));
    CHECK(age < Seconds(20));
    end(*child);
}

TEST_CASE("a process that has ended is not found, reaped or not")
{
    asio::io_context context;
    const PosixProcesses processes(context, CallerSignals());
    Forked zombie([] { return 0; });
    CHECK(eventually([&] { return !processes.find(zombie.pid()); }));
    zombie.wait();
    CHECK_FALSE(processes.find(zombie.pid()));
    CHECK_FALSE(processes.find(0));
    CHECK_FALSE(processes.find(-1));
    CHECK(processes.find(1));
}

TEST_CASE("who stands in a directory is found, below it too, beside it not")
{
    const ScratchDir scratch;
    for (const char* name : {"work/below", "work-beside"}) scratch.make_directory(name);
    asio::io_context context;
    PosixFiles files(context);
    const auto work = files.open_directory(scratch.path("work"));
    const auto below = files.open_directory(scratch.path("work/below"));
    const auto beside = files.open_directory(scratch.path("work-beside"));
    const auto inside = start({"/bin/sleep", "1000"}, work.get());
    const auto deeper = start({"/bin/sleep", "1000"}, below.get());
    const auto outside = start({"/bin/sleep", "1000"}, beside.get());

    std::vector<pid_t> found;
    for (const auto& facts : PosixProcesses(context, CallerSignals()).standing_in(*work))
        found.push_back(facts.pid);

    CHECK(found.size() == 2);
    CHECK(std::count(found.begin(), found.end(), inside->pid()) == 1);
    CHECK(std::count(found.begin(), found.end(), deeper->pid()) == 1);
    for (Child* child : {inside.get(), deeper.get(), outside.get()}) end(*child);
}

TEST_CASE(
    "who stands in a directory and began after this process is found at once and later, its elders never")
{
    const ScratchDir scratch;
    scratch.make_directory("work");
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path("work"));
    // The test began before the world that is asked, and its child, which asks, after it.
    const std::unique_ptr<Child> elder = start({"/bin/sleep", "1000"}, directory.get());
    const auto ask = [&](useconds_t later) {
        const PosixProcesses processes(context, CallerSignals());
        if (!processes.newcomers_in(*directory).empty()) return 1;
        const std::unique_ptr<Child> newcomer = start({"/bin/sleep", "1000"}, directory.get());
        ::usleep(later);
        const std::vector<ProcessFacts> found = processes.newcomers_in(*directory);
        newcomer->send(SIGKILL);
        return found.size() == 1 && found.front().pid == newcomer->pid() ? 0 : 2;
    };
    for (const useconds_t later : {0u, 150'000u}) {
        CAPTURE(later);
        CHECK(Forked([&] { return ask(later); }).exit_status() == 0);
    }
    end(*elder);
}

TEST_CASE("the number that was given out last is the fifth word")
{
    CHECK(parse_last_pid("0.20 0.18 0.12 1/80 11206\n") == 11206);
    for (const char* broken : {"", "0.20 0.18 0.12 1/80\n", "0.20 0.18 0.12 1/80 x\n", "0 0 0 0 0\n"})
        CHECK_FALSE(parse_last_pid(broken));
}

TEST_CASE("the name in a stat line may hold blanks, parentheses and line feeds")
{
    const std::string rest = " 5 5 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0";

    const auto stat = parse_process_stat("12 (a) Z (b\n c)) S 34" + rest);

    REQUIRE(stat);
    CHECK(stat->pid == 12);
    CHECK(stat->name == "a) Z (b\n c)");
    CHECK(stat->state == 'S');
    CHECK(stat->parent == 34);
    CHECK(stat->start_ticks == 4711);
    CHECK_FALSE(stat->has_ended());
    for (const char* broken : {"", "12", "12 (a", "12 (a) S", "x (a) S 34 5 5"})
        CHECK_FALSE(parse_process_stat(broken));
}

TEST_CASE("the offset of a time namespace is told by its list of clocks, as far as that tells it")
{
    const std::string monotonic = "monotonic           7         9\n";

    CHECK(parse_boot_offset(monotonic + "boottime        86400         0\n") == Seconds(86400));
    CHECK(parse_boot_offset("boottime -5 250000000\n") == Nanoseconds(-4'750'000'000));
    for (const std::string broken : {"", "boottime", "boottime 1", "boottime x 0", "boottime 1 1000000000",
                                     "boottime 1 -1", "x 1 0", "boottime 9223372036854775807 0"})
        CHECK(parse_boot_offset(monotonic + broken) == Nanoseconds(0));
}

TEST_CASE("signals that wait for a process are told by its status, as far as that tells them")
{
    const std::string before = "Name:\tx\nSigPnd:\t0000000000000004\n";

    CHECK(parse_pending_signals(before + "ShdPnd:\t0000000000000203\nSigBlk:\t0000000000000008\n") == 0x203);
    CHECK(parse_pending_signals(before + "ShdPnd:\tffffffffffffffff\n") == ~std::uint64_t{0});
    for (const std::string broken : {"", "ShdPnd:\t", "ShdPnd:\tx\n", "ShdPnd:\t00000000000002"})
        CHECK_FALSE(parse_pending_signals(before + broken));
}

} // namespace ctask
