// A process of a test's own.
#include "posix/forked.hpp"

#include "support/scratch_dir.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ctask {

Forked::Forked(const std::function<int()>& body) : pid_(::fork())
{
    if (pid_ != 0) return;
    // What throws here must not unwind into the test program's own code.
    try {
        ::_exit(body());
    } catch (...) {
        ::_exit(99);
    }
}

Forked::~Forked()
{
    if (ended_) return;
    ::kill(pid_, SIGKILL);
    wait();
}

int Forked::wait()
{
    int status = 0;
    ::waitpid(pid_, &status, 0);
    ended_ = true;
    return status;
}

int Forked::wait_for_stop()
{
    int status = 0;
    ::waitpid(pid_, &status, WUNTRACED);
    ended_ = !WIFSTOPPED(status);
    return status;
}

int Forked::exit_status()
{
    const int status = wait();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string output_of(const std::function<int()>& body)
{
    const ScratchDir scratch;
    scratch.write_file("output", "");
    Forked process([&] {
        const int file = ::open(scratch.path("output").c_str(), O_WRONLY | O_APPEND);
        ::dup2(file, STDOUT_FILENO);
        ::close(file);
        return body();
    });
    process.wait();
    return scratch.read_file("output");
}

} // namespace ctask
