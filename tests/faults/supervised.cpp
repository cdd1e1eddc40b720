// A seccomp filter sends the calls to a descriptor that the test reads.
#include "faults/supervised.hpp"

#include "base/unique_fd.hpp"
#include "support/doctest.hpp"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ctask {

namespace {

/// So often it is looked whether the program has ended, should its end not show at the descriptor.
constexpr int kLookMilliseconds = 20;

std::vector<sock_filter> filter_of(const std::vector<long>& calls)
{
    const auto ask = static_cast<std::uint16_t>(BPF_JMP | BPF_JEQ | BPF_K);
    const auto answer = static_cast<std::uint16_t>(BPF_RET | BPF_K);
    std::vector<sock_filter> filter = {
        {static_cast<std::uint16_t>(BPF_LD | BPF_W | BPF_ABS), 0, 0, offsetof(seccomp_data, nr)}};
    for (const long call : calls) {
        filter.push_back({ask, 0, 1, static_cast<std::uint32_t>(call)});
        filter.push_back({answer, 0, 0, SECCOMP_RET_USER_NOTIF});
    }
    filter.push_back({answer, 0, 0, SECCOMP_RET_ALLOW});
    return filter;
}

/// In the program to be. -1 where the kernel does not allow it.
int install(std::vector<sock_filter> filter)
{
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return static_cast<int>(
        ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program));
}

struct Message {
    char byte = 'x';
    iovec content{&byte, 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};

    Message()
    {
        header.msg_iov = &content;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = control.size();
    }
};

void send_descriptor(int socket, int descriptor)
{
    Message message;
    cmsghdr* const part = CMSG_FIRSTHDR(&message.header);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(part), &descriptor, sizeof descriptor);
    ::sendmsg(socket, &message.header, 0);
}

UniqueFd receive_descriptor(int socket)
{
    Message message;
    if (::recvmsg(socket, &message.header, MSG_CMSG_CLOEXEC) <= 0) return {};
    const cmsghdr* const part = CMSG_FIRSTHDR(&message.header);
    int descriptor = -1;
    if (part != nullptr) std::memcpy(&descriptor, CMSG_DATA(part), sizeof descriptor);
    return UniqueFd(descriptor);
}

class Supervisor {
  public:
    Supervisor(const ProgramSetup& setup, const std::vector<long>& calls)
    {
        std::array<int, 2> ends{};
        REQUIRE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == 0);
        UniqueFd ours(ends[0]);
        UniqueFd theirs(ends[1]);
        const std::vector<sock_filter> filter = filter_of(calls);
        program_ = std::make_unique<Program>(setup, [&] { send_descriptor(theirs.get(), install(filter)); });
        theirs.reset();
        listener_ = receive_descriptor(ours.get());
    }

    bool works() const { return static_cast<bool>(listener_); }

    ProgramResult run(const std::function<CallVerdict(const PendingCall&)>& judge,
                      std::chrono::milliseconds limit)
    {
        REQUIRE(works());
        const auto end = std::chrono::steady_clock::now() + limit;
        while (anything_runs()) {
            REQUIRE_MESSAGE(std::chrono::steady_clock::now() < end,
                            "it does not end; it wrote: ", program_->out(), program_->err());
            answer(judge);
        }
        return program_->wait();
    }

  private:
    /// Until all that came from the program is gone.
    bool anything_runs()
    {
        pollfd pending{listener_.get(), POLLIN, 0};
        ::poll(&pending, 1, kLookMilliseconds);
        // (Older kernels tell of the end only when the program has been waited for.)
        program_->ended();
        waiting_ = (pending.revents & POLLIN) != 0;
        return (pending.revents & POLLHUP) == 0;
    }

    void answer(const std::function<CallVerdict(const PendingCall&)>& judge)
    {
        seccomp_notif call{};
        if (!waiting_ || ::ioctl(listener_.get(), SECCOMP_IOCTL_NOTIF_RECV, &call) != 0) return;
        seccomp_notif_resp response{};
        response.id = call.id;
        response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
        if (call.pid == static_cast<std::uint32_t>(program_->pid())) {
            PendingCall pending{call.data.nr, {}};
            std::copy(std::begin(call.data.args), std::end(call.data.args), pending.arguments.begin());
            const CallVerdict verdict = judge(pending);
            // The call is not made: who waits for an answer and is killed waits no longer.
            if (verdict.kill) return program_->send(SIGKILL);
            if (verdict.error != 0) {
                response.flags = 0;
                response.error = -verdict.error;
            }
        }
        ::ioctl(listener_.get(), SECCOMP_IOCTL_NOTIF_SEND, &response);
    }

    std::unique_ptr<Program> program_;
    UniqueFd listener_;
    bool waiting_ = false;
};

} // namespace

ProgramResult run_supervised(const ProgramSetup& setup, const std::vector<long>& calls,
                             const std::function<CallVerdict(const PendingCall&)>& judge,
                             std::chrono::milliseconds limit)
{
    return Supervisor(setup, calls).run(judge, limit);
}

bool can_supervise()
{
    ProgramSetup setup;
    setup.arguments = {"true"};
    setup.environment = {"PATH=/usr/bin:/bin"};
    Supervisor supervisor(setup, {SYS_close});
    if (!supervisor.works()) return false;
    std::size_t calls = 0;
    const auto count = [&](const PendingCall&) {
        ++calls;
        return CallVerdict();
    };
    return supervisor.run(count, kPatience).status == 0 && calls > 0;
}

} // namespace ctask
