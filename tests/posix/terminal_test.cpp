// The controlling terminal, by a pseudo-terminal whose other end the test holds.
#include "posix/terminal.hpp"

#include "async/combine.hpp"
#include "posix/clock.hpp"
#include "posix/forked.hpp"
#include "posix/signals.hpp"
#include "support/doctest.hpp"
#include "support/eventually.hpp"

#include <asio/io_context.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

namespace {

/// A terminal with nobody on it yet. The far end is what the user sees and types.
class Terminals {
  public:
    Terminals() : far_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK))
    {
        REQUIRE(far_);
        REQUIRE(::grantpt(far_.get()) == 0);
        REQUIRE(::unlockpt(far_.get()) == 0);
        name_ = ::ptsname(far_.get());
        near_.reset(::open(name_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
        REQUIRE(near_);
    }

    /// In a child: leads a session on this terminal, with stdin, stdout and stderr there.
    void become_shell() const
    {
        ::setsid();
        const int terminal = ::open(name_.c_str(), O_RDWR);
        ::ioctl(terminal, TIOCSCTTY, 0);
        for (const int descriptor : {0, 1, 2}) ::dup2(terminal, descriptor);
    }
    void type(std::string_view keys) const { REQUIRE(::write(far_.get(), keys.data(), keys.size()) > 0); }
    bool shows(const std::string& text)
    {
        return eventually([&] {
            char bytes[4096];
            const ssize_t count = ::read(far_.get(), bytes, sizeof bytes);
            if (count > 0) screen_.append(bytes, static_cast<std::size_t>(count));
            return screen_.find(text) != screen_.npos;
        });
    }
    const std::string& screen() const { return screen_; }
    termios modes() const
    {
        termios modes{};
        ::tcgetattr(near_.get(), &modes);
        return modes;
    }
    void set_local_modes(tcflag_t flags) const
    {
        termios changed = modes();
        changed.c_lflag = flags;
        ::tcsetattr(near_.get(), TCSANOW, &changed);
    }

  private:
    UniqueFd far_;
    UniqueFd near_;
    std::string name_;
    std::string screen_;
};

struct Asker {
    Asker()
        : caller(take_over_process()), signals(context, caller), clock(context),
          terminal(context, signals, caller)
    {
    }
    CallerSignals caller;
    asio::io_context context;
    PosixSignals signals;
    PosixClock clock;
    PosixTerminal terminal;
};

Task<> ask(Terminal& terminal, std::string& answer)
{
    const auto line = co_await terminal.ask("Well? ");
    answer = line ? "<" + *line + ">" : "none";
}

Task<> ask_for_a_while(Terminal& terminal, Clock& clock, std::size_t& winner)
{
    std::string answer;
    winner = co_await first_of(ask(terminal, answer), clock.sleep(std::chrono::milliseconds(30)));
}

/// In a child: asks, and shows the answer on the terminal.
int ask_and_tell()
{
    Asker asker;
    std::string answer = "failed";
    run_to_completion(asker.context, ask(asker.terminal, answer));
    answer += "\n";
    const bool nonblocking = (::fcntl(0, F_GETFL) & O_NONBLOCK) != 0;
    return ::write(1, answer.data(), answer.size()) > 0 && !nonblocking ? 0 : 1;
}

} // namespace

TEST_CASE("a question is put to the terminal, and the line typed is the answer")
{
    struct Row {
        const char* keys;
        const char* told;
    };
    for (const Row& row :
         {Row{"yes\n", "<yes>"}, Row{"\n", "<>"}, Row{"nx\x7fo\r", "<no>"}, Row{"\x04", "none"},
          Row{"a\xff b\n", "<a\xff b>"}, Row{"half\x04more\n", "<halfmore>"}}) {
        CAPTURE(row.told);
        Terminals terminals;
        Forked shell([&] {
            terminals.become_shell();
            return ask_and_tell();
        });
        REQUIRE(terminals.shows("Well? "));
        terminals.type(row.keys);
        CHECK(terminals.shows(row.told));
        CHECK(shell.exit_status() == 0);
    }
}

TEST_CASE("a question that no line answers has its own line ended")
{
    Terminals ended;
    Forked shell([&] {
        ended.become_shell();
        return ask_and_tell();
    });
    REQUIRE(ended.shows("Well? "));
    ended.type("\x04");
    CHECK(ended.shows("Well? \r\nnone"));
    CHECK(shell.exit_status() == 0);

    Terminals answered;
    Forked other([&] {
        answered.become_shell();
        return ask_and_tell();
    });
    REQUIRE(answered.shows("Well? "));
    answered.type("no\n");
    CHECK(answered.shows("Well? no\r\n<no>"));
    CHECK(other.exit_status() == 0);
}

TEST_CASE("a terminal that was left raw edits and echoes lines for a question, and is raw again after it")
{
    Terminals terminals;
    const tcflag_t raw = terminals.modes().c_lflag & ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
    terminals.set_local_modes(raw);
    Forked shell([&] {
        terminals.become_shell();
        return ask_and_tell();
    });
    REQUIRE(terminals.shows("Well? "));
    terminals.type("yex\x7fs\n");

    CHECK(terminals.shows("<yes>"));
    CHECK(shell.exit_status() == 0);
    CHECK(terminals.modes().c_lflag == raw);
}

TEST_CASE("a question that is given up leaves no reader behind")
{
    Terminals terminals;
    Forked shell([&] {
        terminals.become_shell();
        Asker asker;
        std::size_t winner = 9;
        run_to_completion(asker.context, ask_for_a_while(asker.terminal, asker.clock, winner));
        if (winner != 1) return 1;
        const ssize_t told = ::write(1, "now\n", 4);
        char byte = 0;
        return told == 4 && ::read(0, &byte, 1) == 1 && byte == 'x' ? 0 : 2;
    });
    REQUIRE(terminals.shows("Well? \r\nnow"));
    terminals.type("x\n");
    CHECK(shell.exit_status() == 0);
}

TEST_CASE("in the background a question stops the job until it is brought to the foreground")
{
    Terminals terminals;
    Forked shell([&] {
        terminals.become_shell();
        ::signal(SIGTTOU, SIG_IGN);
        Forked job([] {
            ::setpgid(0, 0);
            ::signal(SIGTTOU, SIG_DFL);
            return ask_and_tell();
        });
        const int stop = job.wait_for_stop();
        if (!WIFSTOPPED(stop) || WSTOPSIG(stop) != SIGTTIN) return 1;
        const ssize_t told = ::write(1, "stopped\n", 8);
        ::tcsetpgrp(0, job.pid());
        ::kill(job.pid(), SIGCONT);
        return told == 8 ? job.exit_status() : 2;
    });
    REQUIRE(terminals.shows("Well? "));
    CHECK(terminals.screen().find("stopped") < terminals.screen().find("Well?"));
    terminals.type("yes\n");
    CHECK(terminals.shows("<yes>"));
    CHECK(shell.exit_status() == 0);
}

TEST_CASE("modes and foreground are given back, also from a process group that is dead")
{
    Terminals terminals;
    const tcflag_t before = terminals.modes().c_lflag;
    Forked shell([&] {
        terminals.become_shell();
        Asker asker;
        asker.terminal.remember();
        Forked agent([] {
            ::setpgid(0, 0);
            ::tcsetpgrp(0, ::getpgrp());
            return 0;
        });
        agent.wait();
        terminals.set_local_modes(0);
        asker.terminal.give_back(true);
        return ::tcgetpgrp(0) == ::getpgrp() ? 0 : 1;
    });
    CHECK(terminals.shows("\033[?2004l"));
    CHECK(terminals.screen().find("\033[?1049l") != std::string::npos);
    CHECK(shell.exit_status() == 0);
    CHECK(terminals.modes().c_lflag == before);
}

TEST_CASE("nothing is done to a terminal that another program has or that the output does not go to")
{
    for (const char* reason : {"background", "pipeline", "nothing remembered"}) {
        CAPTURE(reason);
        Terminals terminals;
        Forked shell([&] {
            terminals.become_shell();
            Asker asker;
            const std::string why = reason;
            if (why != "nothing remembered") asker.terminal.remember();
            if (why == "pipeline") ::dup2(::open("/dev/null", O_WRONLY), 1);
            Forked other([] {
                ::setpgid(0, 0);
                return ::pause();
            });
            ::setpgid(other.pid(), other.pid());
            if (why == "background") ::tcsetpgrp(0, other.pid());
            terminals.set_local_modes(0);
            asker.terminal.give_back(true);
            return terminals.modes().c_lflag == 0 ? 0 : 1;
        });
        CHECK(shell.exit_status() == 0);
        REQUIRE(terminals.shows(""));
        CHECK(terminals.screen().find('\033') == std::string::npos);
    }
}

TEST_CASE("who has no terminal cannot be asked, and keeps quiet")
{
    Forked process([] {
        ::setsid();
        for (const int descriptor : {0, 1, 2}) ::close(descriptor);
        Asker asker;
        asker.terminal.remember();
        asker.terminal.give_back(true);
        return asker.terminal.can_ask() ? 1 : 0;
    });
    CHECK(process.exit_status() == 0);
}

} // namespace ctask
