// Runs tools by posix_spawn: with a pipe for its stdout, read until its end; or in a session of its own.
#include "posix/capture.hpp"

#include "async/combine.hpp"
#include "posix/clock.hpp"
#include "posix/memory_file.hpp"
#include "posix/waitable_fd.hpp"
#include "posix/word_pointers.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

constexpr std::size_t kMostOutput = std::size_t{16} << 20;
/// From the end of its output a tool has ended within a moment.
constexpr Nanoseconds kReapPause = std::chrono::milliseconds(1);

/// What posix_spawn is to do between fork and exec; freed with this. Streams that are not given are
/// /dev/null.
class SpawnSetup {
  public:
    explicit SpawnSetup(const CallerSignals& caller)
    {
        need(::posix_spawn_file_actions_init(&actions_));
        need(::posix_spawnattr_init(&attributes_));
        open_null(STDERR_FILENO, O_WRONLY);
        sigset_t defaults;
        sigemptyset(&defaults);
        if (!caller.ignores(SIGPIPE)) sigaddset(&defaults, SIGPIPE);
        need(::posix_spawnattr_setsigdefault(&attributes_, &defaults));
        need(::posix_spawnattr_setsigmask(&attributes_, &caller.mask));
        set_flags(0);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;
    ~SpawnSetup()
    {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }

    void stand_in(const Directory* directory)
    {
        if (directory != nullptr)
            need(::posix_spawn_file_actions_addfchdir_np(&actions_, directory->descriptor()));
    }
    void write_to(int out)
    {
        open_null(STDIN_FILENO, O_RDONLY);
        need(::posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO));
    }
    /// In a session of its own, with no descriptors but its streams: a pipe of the caller's would stay open.
    /// The last to be called.
    void be_alone_with(int in)
    {
        need(::posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO));
        open_null(STDOUT_FILENO, O_WRONLY);
        need(::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1));
        set_flags(POSIX_SPAWN_SETSID);
    }

    /// 0, or the errno of the first thing that failed here or there. A tool that is half set up would write
    /// to the user's terminal: it is not started.
    int spawn(pid_t& pid, const Command& command) const
    {
        if (error_ != 0) return error_;
        const std::vector<char*> argv = pointers_to(command.argv);
        const std::vector<char*> environment = pointers_to(command.environment);
        return ::posix_spawn(&pid, command.program.c_str(), &actions_, &attributes_, argv.data(),
                             environment.data());
    }

  private:
    void need(int error)
    {
        if (error_ == 0) error_ = error;
    }
    void open_null(int stream, int flags)
    {
        need(::posix_spawn_file_actions_addopen(&actions_, stream, "/dev/null", flags, 0));
    }
    void set_flags(int more)
    {
        const int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | more;
        need(::posix_spawnattr_setflags(&attributes_, static_cast<short>(flags)));
    }

    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
    int error_ = 0;
};

/// A child that nobody else waits for; killed and waited for when this goes first.
class Tool {
  public:
    explicit Tool(pid_t pid) : pid_(pid) {}
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;
    ~Tool()
    {
        if (has_ended()) return;
        ::kill(pid_, SIGKILL);
        while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
        }
    }

    bool has_ended()
    {
        if (!ended_) ended_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
        return ended_;
    }
    std::optional<int> status() const
    {
        return ended_ && WIFEXITED(status_) ? std::optional(WEXITSTATUS(status_)) : std::nullopt;
    }

  private:
    pid_t pid_;
    bool ended_ = false;
    int status_ = 0;
};

/// True at the end of the output.
bool take_output(int descriptor, std::string& out)
{
    char bytes[4096];
    for (;;) {
        const ssize_t count = ::read(descriptor, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno != EAGAIN;
        if (count == 0) return true;
        out.append(bytes, static_cast<std::size_t>(count));
    }
}

Task<> finish(WaitableFd& output, PosixClock& clock, Tool& tool, std::string& out, bool& whole)
{
    while (!take_output(output.get(), out)) {
        if (out.size() > kMostOutput) co_return;
        co_await output.readable();
    }
    while (!tool.has_ended()) co_await clock.sleep(kReapPause);
    whole = true;
}

} // namespace

void start_alone(const CallerSignals& caller, const Command& command, const std::string& input)
{
    const UniqueFd in = memory_file(input);
    SpawnSetup setup(caller);
    setup.stand_in(command.directory);
    setup.be_alone_with(in.get());
    pid_t pid = 0;
    const int error = setup.spawn(pid, command);
    if (error != 0) throw std::system_error(error, std::generic_category(), "cannot run " + command.program);
}

Task<Captured> capture_output(asio::io_context& context, CallerSignals caller, Command command,
                              Nanoseconds limit)
{
    Captured captured;
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) co_return captured;
    UniqueFd reading(ends[0]);
    UniqueFd writing(ends[1]);
    ::fcntl(reading.get(), F_SETFL, O_NONBLOCK);

    pid_t pid = 0;
    {
        SpawnSetup setup(caller);
        setup.stand_in(command.directory);
        setup.write_to(writing.get());
        if (setup.spawn(pid, command) != 0) co_return captured;
    }
    writing.reset();
    Tool tool(pid);
    PosixClock clock(context);
    WaitableFd output(context, std::move(reading));
    bool whole = false;
    co_await first_of(finish(output, clock, tool, captured.out, whole), clock.sleep(limit));
    if (whole) captured.status = tool.status();
    co_return captured;
}

} // namespace ctask
