// Program: posix_spawn or fork, and waitpid.
#include "support/program.hpp"

#include "support/doctest.hpp"

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

std::vector<char*> pointers_to(const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// Every signal unblocked and at its default, whatever the test's own parent had set.
void ask_for_clean_signals(posix_spawnattr_t& attributes)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
}

std::unique_ptr<ScratchDir> with_input(const std::string& input)
{
    auto files = std::make_unique<ScratchDir>();
    files->write_file("in", input);
    return files;
}

void open_as(int descriptor, const std::string& file, int flags)
{
    const int opened = ::open(file.c_str(), flags | O_CLOEXEC, 0600);
    ::dup2(opened, descriptor);
    ::close(opened);
}

void clean_own_signals()
{
    for (int signal = 1; signal <= SIGRTMAX; ++signal) ::signal(signal, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

Process start_prepared(const ProgramSetup& setup, const ProgramStreams& streams,
                       const std::function<void()>& prepare)
{
    const auto arguments = pointers_to(setup.arguments);
    const auto environment = pointers_to(setup.environment);
    const pid_t pid = ::fork();
    REQUIRE(pid >= 0);
    ::setpgid(pid, pid);
    if (pid != 0) return Process(pid);
    clean_own_signals();
    open_as(0, streams.input, O_RDONLY);
    open_as(1, streams.output, O_WRONLY | O_CREAT | O_APPEND);
    open_as(2, streams.errors, O_WRONLY | O_CREAT | O_APPEND);
    if (::chdir(setup.directory.c_str()) == 0) {
        prepare();
        ::execvpe(arguments[0], arguments.data(), environment.data());
    }
    ::_exit(127);
}

} // namespace

Process start_process(const ProgramSetup& setup, const ProgramStreams& streams)
{
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ask_for_clean_signals(attributes);
    const int group = streams.leads_session ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP;
    ::posix_spawnattr_setflags(&attributes,
                               static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group));
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    constexpr int kCreate = O_WRONLY | O_CREAT | O_APPEND;
    const int terminal = streams.leads_session ? O_RDWR : 0;
    ::posix_spawn_file_actions_addopen(&actions, 0, streams.input.c_str(), terminal | O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 1, streams.output.c_str(), terminal ? terminal : kCreate,
                                       0600);
    ::posix_spawn_file_actions_addopen(&actions, 2, streams.errors.c_str(), terminal ? terminal : kCreate,
                                       0600);
    ::posix_spawn_file_actions_addchdir_np(&actions, setup.directory.c_str());

    const auto arguments = pointers_to(setup.arguments);
    const auto environment = pointers_to(setup.environment);
    pid_t pid = 0;
    const int error =
        ::posix_spawnp(&pid, arguments[0], &actions, &attributes, arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    REQUIRE_MESSAGE(error == 0, "cannot start ", setup.arguments[0], ": ", std::string(std::strerror(error)));
    return Process(pid);
}

Process::~Process()
{
    if (ended_) return;
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

bool Process::ended()
{
    if (!ended_) ended_ = ::waitpid(pid_, &wait_status_, WNOHANG) == pid_;
    return ended_;
}

void Process::send(int signal) const
{
    if (!ended_) ::kill(pid_, signal);
}

ProgramResult Process::wait(std::chrono::milliseconds limit)
{
    const bool in_time = eventually([this] { return ended(); }, limit);
    REQUIRE_MESSAGE(in_time, "process ", pid_, " does not end");
    ProgramResult result;
    if (WIFEXITED(wait_status_)) result.status = WEXITSTATUS(wait_status_);
    if (WIFSIGNALED(wait_status_)) {
        result.signal = WTERMSIG(wait_status_);
        result.dumped = WCOREDUMP(wait_status_);
    }
    return result;
}

Program::Program(const ProgramSetup& setup)
    : files_(with_input(setup.input)),
      process_(start_process(setup, {files_->path("in"), files_->path("out"), files_->path("err"), false}))
{
}

Program::Program(const ProgramSetup& setup, const std::function<void()>& prepare)
    : files_(with_input(setup.input)),
      process_(start_prepared(setup, {files_->path("in"), files_->path("out"), files_->path("err"), false},
                              prepare))
{
}

ProgramResult Program::wait(std::chrono::milliseconds limit)
{
    const bool in_time = eventually([this] { return ended(); }, limit);
    REQUIRE_MESSAGE(in_time, "it does not end; it wrote: ", out(), err());
    ProgramResult result = process_.wait(limit);
    result.out = out();
    result.err = err();
    return result;
}

std::string Program::out() const
{
    return files_->read_file("out");
}

std::string Program::err() const
{
    return files_->read_file("err");
}

} // namespace ctask
