// Processes: starting the agent, following what becomes of it, and looking at others without touching them.
#pragma once

#include "async/task.hpp"
#include "base/times.hpp"
#include "world/directory.hpp"
#include "world/environment.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ctask {

/// What to run. argv and environment are passed on byte for byte; nothing is split, expanded or given to a
/// shell.
struct Command {
    std::string program;
    std::vector<std::string> argv;
    std::vector<std::string> environment;
    /// Borrowed; the child starts in it.
    const Directory* directory = nullptr;
    /// The child gets a TERM when ctask dies: what it does at the terminal is of use to ctask alone.
    bool ends_with_ctask = false;
};

/// A command could not be started. The code is the errno of the step that failed; what() names the program,
/// or the directory.
struct StartFailure : std::system_error {
    enum class Step {
        /// There is no memory, or no process to be had: nothing is wrong with the command.
        make_process,
        enter_directory,
        /// The program does not exist or cannot be executed.
        run_program,
        /// The program exists; the interpreter that its first line (or its header) names does not.
        find_interpreter,
    };
    StartFailure(int error, const std::string& what_failed, Step failed = Step::run_program)
        : std::system_error(error, std::generic_category(), what_failed), step(failed)
    {
    }

    Step step;
};

/// Something that happened to the child. `number` is its exit code or the signal.
struct ChildChange {
    enum class Kind { exited, killed, stopped, continued };
    Kind kind;
    int number = 0;
};

class Child {
  public:
    virtual ~Child() = default;
    virtual pid_t pid() const = 0;
    /// Clock ticks since boot at which it started; 0 when it could not be read.
    virtual std::uint64_t start_ticks() const = 0;
    /// The next change not yet seen, without waiting; after `exited` or `killed` there is none. A SIGCHLD
    /// tells when to look again.
    virtual std::optional<ChildChange> poll() = 0;
    /// Nothing happens when it has ended already.
    virtual void send(int signal) = 0;
    /// To the child and to every descendant that can be found; launchers swallow what is sent to them alone.
    virtual void send_to_tree(int signal) = 0;
    /// KILL to all of them, with none left over that was born meanwhile.
    virtual void kill_tree() = 0;
    /// Whether such a signal had come before the child was there to get it with ctask's process group.
    virtual bool missed(int signal) const = 0;
    /// Whether it is still in ctask's process group, where the terminal's and a shell's signals reach it by
    /// themselves.
    virtual bool in_our_group() const = 0;
    /// Whether it is stopped at this moment.
    virtual bool is_stopped() const = 0;
};

/// A process that is not ctask's child. Its number may go to another once it has ended; this never means that
/// one.
class Stranger {
  public:
    virtual ~Stranger() = default;
    virtual pid_t pid() const = 0;
    /// As Child has it.
    virtual std::uint64_t start_ticks() const = 0;
    virtual bool has_ended() const = 0;
    /// Completes when it has ended, at once. Takes nothing, so it may be cancelled without loss.
    virtual Task<> ended() = 0;
    /// Nothing happens when it has ended already.
    virtual void send(int signal) = 0;
};

struct ProcessFacts {
    pid_t pid = 0;
    /// 0 when it has none that can be seen.
    pid_t parent = 0;
    std::uint64_t start_ticks = 0;
    WallTime started_at{};
    /// Command line, blanks between the words, as the kernel has it: not yet safe to show.
    std::string command;
};

/// Where a command was found; `error` is 0, ENOENT, or EACCES for one that is there and cannot be executed.
struct ProgramPlace {
    std::string path;
    int error = 0;
};

/// What a tool (git, tmux) answered.
struct Captured {
    /// Its exit status; nothing when it could not be started, died of a signal, or was cut off at a limit.
    std::optional<int> status;
    /// What it wrote to stdout, raw.
    std::string out;

    bool succeeded() const { return status == 0; }
};

/// A letter that lies open for other processes of the same user, and what they answer. Both are gone with
/// this.
class Mailbox {
  public:
    virtual ~Mailbox() = default;
    /// What another process gives to read_letter() and answer(); one word.
    virtual std::string address() const = 0;
    /// The next whole line that was answered, without its line feed; nothing once `limit` has passed, or when
    /// everybody who could answer is gone.
    virtual Task<std::optional<std::string>> answer(Nanoseconds limit) = 0;
};

class Processes {
  public:
    virtual ~Processes() = default;
    /// A name on PATH as the environment has it, or a path (a name with '/', relative to the working
    /// directory there).
    virtual ProgramPlace find_program(const std::string& name, const Environment& environment) const = 0;
    /// In the caller's process group, with its stdin, stdout and stderr, signal mask and dispositions as
    /// ctask found them. Throws StartFailure.
    virtual std::unique_ptr<Child> start(const Command& command) = 0;
    /// Runs a tool to its end and takes what it writes to stdout, at most 16 MiB; its stdin and stderr are
    /// /dev/null, and it is killed once `limit` has passed, or when this is cancelled. Never throws for what
    /// becomes of the tool. It is in ctask's process group: a key that interrupts ctask interrupts it too.
    virtual Task<Captured> capture(Command command, Nanoseconds limit) = 0;
    /// Starts a program that nobody waits for and that has nothing of ctask's or its caller's: a session of
    /// its own, `input` on its stdin, /dev/null for its output, no other descriptors. It starts where
    /// ctask stands unless its command names a directory. Throws std::system_error when it cannot be started.
    virtual void leave_behind(const Command& command, const std::string& input) = 0;
    /// Nothing when there is no such process or it has ended (a zombie).
    virtual std::optional<ProcessFacts> find(pid_t pid) const = 0;
    /// The same, to be waited for: null instead of nothing. Throws std::system_error where no process can be
    /// waited for but a child.
    virtual std::unique_ptr<Stranger> follow(pid_t pid) = 0;
    /// Processes of any user, as far as they can be seen, whose working directory lies in `directory`; never
    /// ctask itself. Throws Failure where the system does not tell.
    virtual std::vector<ProcessFacts> standing_in(const Directory& directory) const = 0;
    /// Those of them that began after the process that ctask is.
    virtual std::vector<ProcessFacts> newcomers_in(const Directory& directory) const = 0;

    /// From now on whoever descends from this process and loses its parent becomes its child.
    virtual void adopt_orphans() = 0;
    /// A process that has become this one's child so; nobody else waits for it.
    virtual std::unique_ptr<Child> take_over(pid_t pid) = 0;

    /// Throws std::system_error when there can be none.
    virtual std::unique_ptr<Mailbox> put_out(const std::string& letter) = 0;
    /// Nothing when the mailbox is gone.
    virtual std::optional<std::string> read_letter(const std::string& address) const = 0;
    /// A line, given to whoever put the letter out; nothing happens when that is gone.
    virtual void answer(const std::string& address, const std::string& line) = 0;
};

} // namespace ctask
