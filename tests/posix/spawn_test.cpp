// What a started program finds: everything as ctask's caller had set it up.
#include "posix/spawn.hpp"

#include "base/unique_fd.hpp"
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <fcntl.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

Command command(std::vector<std::string> argv)
{
    Command made;
    made.program = argv.front();
    made.argv = std::move(argv);
    return made;
}

/// Its exit status.
int run(const Command& wanted, const CallerSignals& caller)
{
    int status = 0;
    ::waitpid(spawn(wanted, caller).pid, &status, 0);
    return WEXITSTATUS(status);
}

int error_of(const Command& wanted)
{
    try {
        run(wanted, CallerSignals());
        return 0;
    } catch (const StartFailure& failure) {
        return failure.code().value();
    }
}

/// A line of /proc/PID/status such as SigBlk, as a number.
unsigned long long signal_line(const std::string& status, const std::string& name)
{
    const std::size_t at = status.find(name + ":");
    return at == status.npos ? ~0ULL : std::stoull(status.substr(at + name.size() + 1), nullptr, 16);
}

unsigned long long bit(int signal)
{
    return 1ULL << (signal - 1);
}

} // namespace

TEST_CASE("arguments and environment arrive byte for byte")
{
    const std::string odd = "\xff\x01 $HOME 'q'\n*";

    const std::string arguments = output_of([&] {
        return run(command({"/bin/sh", "-c", "printf '%s|' \"$0\" \"$@\"", "", odd, "--", ""}),
                   take_over_process());
    });
    const std::string environment = output_of([&] {
        Command wanted = command({"/usr/bin/env", "-0"});
        wanted.environment = {"A=" + odd, "B=1", "B=2", "no equals sign"};
        return run(wanted, take_over_process());
    });

    CHECK(arguments == "|" + odd + "|--||");
    CHECK(environment == "A=" + odd + std::string("\0B=1\0B=2\0no equals sign\0", 24));
}

TEST_CASE("the program starts in the directory that was given, wherever that has moved")
{
    const ScratchDir scratch;
    scratch.make_directory("before");
    asio::io_context context;
    const auto directory = PosixFiles(context).open_directory(scratch.path("before"));
    REQUIRE(::rename(scratch.path("before").c_str(), scratch.path("after").c_str()) == 0);

    const std::string output = output_of([&] {
        Command wanted = command({"/bin/pwd", "-P"});
        wanted.directory = directory.get();
        return run(wanted, take_over_process());
    });

    CHECK(output == scratch.path("after") + "\n");
}

TEST_CASE("mask and dispositions are the caller's")
{
    const std::string status = output_of([] {
        // A shell's background jobs ignore these.
        for (const int signal : {SIGINT, SIGQUIT}) ::signal(signal, SIG_DFL);
        for (const int signal : {SIGHUP, SIGCHLD, SIGPIPE}) ::signal(signal, SIG_IGN);
        sigset_t blocked;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGUSR1);
        ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
        return run(command({"/bin/cat", "/proc/self/status"}), take_over_process());
    });

    CHECK(signal_line(status, "SigBlk") == bit(SIGUSR1));
    CHECK(signal_line(status, "SigIgn") == (bit(SIGHUP) | bit(SIGCHLD) | bit(SIGPIPE)));
    CHECK(signal_line(status, "SigCgt") == 0);
}

TEST_CASE("a caller without any of that leaves the program nothing blocked and nothing ignored")
{
    const std::string status = output_of([] {
        // The tests themselves may have been started with some of it, by nohup for one.
        for (int signal = 1; signal <= SIGRTMAX; ++signal) ::signal(signal, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        return run(command({"/bin/cat", "/proc/self/status"}), take_over_process());
    });

    CHECK(signal_line(status, "SigBlk") == 0);
    CHECK(signal_line(status, "SigIgn") == 0);
}

TEST_CASE("the exit status is read although the caller ignores SIGCHLD")
{
    Forked process([] {
        ::signal(SIGCHLD, SIG_IGN);
        return run(command({"/bin/sh", "-c", "exit 7"}), take_over_process());
    });
    CHECK(process.exit_status() == 7);
}

TEST_CASE("closed descriptors are found closed, the caller's own pass through, ctask's do not")
{
    const std::string output = output_of([] {
        const UniqueFd full(::open("/dev/full", O_RDONLY));
        ::dup2(full.get(), 7);
        ::close(0);
        ::close(2);
        ::fcntl(full.get(), F_SETFD, FD_CLOEXEC);
        const CallerSignals caller = take_over_process();
        ::dup3(7, 8, O_CLOEXEC);
        int found = 0;
        for (const char* path : {"/proc/self/fd/0", "/proc/self/fd/2", "/proc/self/fd/7", "/proc/self/fd/8"})
            if (run(command({"/usr/bin/readlink", path}), caller) == 0) ++found;
        return found;
    });
    CHECK(output == "/dev/full\n");
}

TEST_CASE("what keeps a program from starting is told by its errno")
{
    const ScratchDir scratch;
    scratch.write_file("plain", "#!/bin/sh\n");
    scratch.write_file("no-format", "neither this nor that\n");
    scratch.set_mode("no-format", 0755);
    scratch.write_file("no-interpreter", "#!/does/not/exist\n");
    scratch.set_mode("no-interpreter", 0755);

    CHECK(error_of(command({scratch.path("missing")})) == ENOENT);
    CHECK(error_of(command({scratch.path("plain")})) == EACCES);
    CHECK(error_of(command({scratch.path()})) == EACCES);
    CHECK(error_of(command({scratch.path("no-format")})) == ENOEXEC);
    CHECK(error_of(command({scratch.path("no-interpreter")})) == ENOENT);
    CHECK(error_of(command({scratch.path("plain/below")})) == ENOTDIR);
    CHECK(error_of(command({"/bin/true"})) == 0);
}

TEST_CASE("the step that failed is told apart from the others, with what it failed on")
{
    using Step = StartFailure::Step;
    const ScratchDir scratch;
    scratch.write_file("no-interpreter", "#!/does/not/exist\n");
    scratch.set_mode("no-interpreter", 0755);
    const auto step_of = [](const Command& wanted) {
        try {
            run(wanted, CallerSignals());
            return std::pair(Step::make_process, std::string("started"));
        } catch (const StartFailure& failure) {
            return std::pair(failure.step, std::string(failure.what()));
        }
    };
    asio::io_context context;
    scratch.make_directory("gone");
    const auto file = PosixFiles(context).open_directory(scratch.path("gone"));
    Command nowhere = command({"/bin/true"});
    nowhere.directory = file.get();
    const UniqueFd no_directory(::open("/dev/null", O_RDONLY));
    REQUIRE(::dup3(no_directory.get(), file->descriptor(), O_CLOEXEC) >= 0);

    const auto missing = step_of(command({scratch.path("missing")}));
    const auto interpreter = step_of(command({scratch.path("no-interpreter")}));
    const auto directory = step_of(nowhere);

    CHECK(missing.first == Step::run_program);
    CHECK(missing.second == "cannot run " + scratch.path("missing") + ": No such file or directory");
    CHECK(interpreter.first == Step::find_interpreter);
    CHECK(interpreter.second ==
          "cannot find the interpreter of " + scratch.path("no-interpreter") + ": No such file or directory");
    CHECK(directory.first == Step::enter_directory);
    CHECK(directory.second == "cannot enter " + scratch.path("gone") + ": Not a directory");
}

TEST_CASE("a process that cannot be had is no fault of the program")
{
    Forked process([] {
        const CallerSignals caller = take_over_process();
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_AS, &none);
        try {
            run(command({"/bin/true"}), caller);
        } catch (const StartFailure& failure) {
            return failure.step == StartFailure::Step::make_process ? 0 : 2;
        }
        return 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("what came before the program's process was there is told, and not what that got itself")
{
    Forked process([] {
        ::setpgid(0, 0);
        const CallerSignals caller = take_over_process();
        ::kill(0, SIGINT);
        const Spawned first = spawn(command({"/bin/true"}), caller);
        const bool told = sigismember(&first.missed, SIGINT) == 1 && sigismember(&first.missed, SIGHUP) == 0;

        const Spawned second = spawn(command({"/bin/sleep", "100"}), caller);
        ::kill(0, SIGHUP);
        int status = 0;
        ::waitpid(second.pid, &status, 0);
        const bool not_told = sigismember(&second.missed, SIGHUP) == 0;
        return told && not_told && WTERMSIG(status) == SIGHUP ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("a signal that the whole group gets while the program is being started is never lost")
{
    Forked process([] {
        ::setpgid(0, 0);
        const CallerSignals caller = take_over_process();
        for (int round = 0; round < 100; ++round) {
            Forked sender([] { return ::kill(0, SIGUSR1); });
            const Spawned spawned = spawn(command({"/bin/sleep", "10"}), caller);
            sender.exit_status();
            if (sigismember(&spawned.missed, SIGUSR1) == 1) ::kill(spawned.pid, SIGUSR1);
            int status = 0;
            ::waitpid(spawned.pid, &status, 0);
            if (WTERMSIG(status) != SIGUSR1) return 1;
            timespec at_once{};
            sigset_t one;
            sigemptyset(&one);
            sigaddset(&one, SIGUSR1);
            ::sigtimedwait(&one, nullptr, &at_once);
        }
        return 0;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("a stop that comes while the program is being started stops the program, not the start")
{
    Forked process([] {
        ::setpgid(0, 0);
        const CallerSignals caller = take_over_process();
        for (int round = 0; round < 50; ++round) {
            Forked stopper([] { return ::kill(0, SIGTSTP); });
            const pid_t pid = spawn(command({"/bin/true"}), caller).pid;
            ::kill(pid, SIGCONT);
            ::kill(pid, SIGKILL);
            ::waitpid(pid, nullptr, 0);
        }
        return 0;
    });
    CHECK(process.exit_status() == 0);
}

} // namespace ctask
