// Processes that are nobody's children here, and those that are left behind.
#include "posix/processes.hpp"

#include "async/combine.hpp"
#include "base/unique_fd.hpp"
#include "posix/files.hpp"
#include "posix/procfs.hpp"
#include "support/doctest.hpp"
#include "support/eventually.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

namespace ctask {

namespace {

using namespace std::chrono_literals;

class Strangers {
  public:
    /// Leaves a shell behind that runs `script`, with `input` on its stdin; its pid, which it writes first.
    pid_t leave(const std::string& script, const std::string& input = {})
    {
        const auto directory = PosixFiles(context).open_directory(scratch.path());
        Command command;
        command.program = "/bin/sh";
        command.argv = {"sh", "-c", "echo $$ > pid.new; mv pid.new pid; " + script};
        command.environment = {"PATH=/usr/bin:/bin"};
        command.directory = directory.get();
        processes.leave_behind(command, input);
        REQUIRE(eventually([&] { return scratch.exists("pid"); }));
        return std::stoi(scratch.read_file("pid"));
    }

    ScratchDir scratch;
    asio::io_context context;
    PosixProcesses processes{context, CallerSignals()};
};

} // namespace

TEST_CASE("the end of a process is noticed when it comes, whatever parent it has")
{
    Strangers strangers;
    const pid_t pid = strangers.leave("exec sleep 1000");
    const std::unique_ptr<Stranger> stranger = strangers.processes.follow(pid);
    REQUIRE(stranger);
    CHECK(stranger->pid() == pid);
    CHECK(stranger->start_ticks() == strangers.processes.find(pid)->start_ticks);
    CHECK_FALSE(stranger->has_ended());

    const auto waiting = [&]() -> Task<> { co_await stranger->ended(); };
    std::thread killer([pid] {
        std::this_thread::sleep_for(50ms);
        ::kill(pid, SIGKILL);
    });
    run_to_completion(strangers.context, waiting());
    killer.join();
    CHECK(stranger->has_ended());
    CHECK_FALSE(strangers.processes.follow(pid));
}

TEST_CASE("a signal reaches the process that is followed, and nobody once that has ended")
{
    Strangers strangers;
    const pid_t pid =
        strangers.leave("trap 'echo got > got; exit' USR1; echo > armed; while :; do sleep 0.01; done");
    REQUIRE(eventually([&] { return strangers.scratch.exists("armed"); }));
    const std::unique_ptr<Stranger> stranger = strangers.processes.follow(pid);
    REQUIRE(stranger);
    stranger->send(SIGUSR1);
    CHECK(eventually([&] { return stranger->has_ended(); }));
    CHECK(strangers.scratch.exists("got"));
    stranger->send(SIGKILL);
    CHECK_FALSE(strangers.processes.follow(0));
    CHECK_FALSE(strangers.processes.follow(-1));
}

TEST_CASE("what is left behind has a session of its own, its input, and nothing of ours")
{
    Strangers strangers;
    strangers.scratch.write_file("ours", "");
    // Not close-on-exec, as a descriptor of the caller's may be.
    const UniqueFd ours(::open(strangers.scratch.path("ours").c_str(), O_RDONLY));
    const pid_t pid = strangers.leave(
        "cat > input; ls -l /proc/$$/fd | grep -c ours > count; mv count ours.count; exec sleep 1000",
        "line\n");
    REQUIRE(eventually([&] { return strangers.scratch.exists("ours.count"); }));
    CHECK(strangers.scratch.read_file("ours.count") == "0\n");
    CHECK(strangers.scratch.read_file("input") == "line\n");
    CHECK(::getsid(pid) == pid);
    CHECK(read_link("/proc/" + std::to_string(pid) + "/fd/1") == "/dev/null");
    CHECK(read_link("/proc/" + std::to_string(pid) + "/fd/2") == "/dev/null");
    ::kill(pid, SIGKILL);
}

TEST_CASE("a program that is not there is not left behind without a word")
{
    Strangers strangers;
    Command command;
    command.program = "/nowhere/program";
    command.argv = {"program"};
    CHECK_THROWS_AS(strangers.processes.leave_behind(command, ""), std::system_error);
}

} // namespace ctask
