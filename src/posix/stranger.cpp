// A pidfd becomes readable when its process has ended, whoever that process belongs to.
#include "posix/stranger.hpp"

#include "base/error.hpp"
#include "posix/procfs.hpp"
#include "posix/waitable_fd.hpp"

#include <cerrno>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ctask {

namespace {

class PosixStranger : public Stranger {
  public:
    PosixStranger(asio::io_context& context, pid_t pid, UniqueFd handle)
        : pid_(pid), handle_(context, std::move(handle))
    {
        if (const auto stat = read_process_stat(pid)) start_ticks_ = start_since_boot(*stat);
    }

    pid_t pid() const override { return pid_; }
    std::uint64_t start_ticks() const override { return start_ticks_; }
    bool has_ended() const override
    {
        pollfd handle{handle_.get(), POLLIN, 0};
        return ::poll(&handle, 1, 0) == 1;
    }
    Task<> ended() override
    {
        while (!has_ended()) co_await handle_.readable();
    }
    void send(int signal) override { ::syscall(SYS_pidfd_send_signal, handle_.get(), signal, nullptr, 0); }

  private:
    pid_t pid_;
    std::uint64_t start_ticks_ = 0;
    WaitableFd handle_;
};

} // namespace

std::unique_ptr<Stranger> follow_stranger(asio::io_context& context, pid_t pid)
{
    if (pid <= 0) return nullptr;
    UniqueFd handle(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!handle && errno == ESRCH) return nullptr;
    if (!handle) throw_errno("cannot follow process " + std::to_string(pid));
    auto stranger = std::make_unique<PosixStranger>(context, pid, std::move(handle));
    // What was read of the number is the process's own only if that still lived afterwards.
    if (stranger->has_ended()) return nullptr;
    return stranger;
}

} // namespace ctask
