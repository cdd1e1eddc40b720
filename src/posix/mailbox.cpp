// The address is PID:LETTER:ANSWERS, the numbers of the process and of its two descriptors.
#include "posix/mailbox.hpp"

#include "async/combine.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "posix/clock.hpp"
#include "posix/memory_file.hpp"
#include "posix/procfs.hpp"
#include "posix/waitable_fd.hpp"

#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace ctask {

namespace {

constexpr std::size_t kLetterLimit = std::size_t{16} << 20;
constexpr std::size_t kAnswersLimit = std::size_t{1} << 20;

class PosixMailbox : public Mailbox {
  public:
    PosixMailbox(asio::io_context& context, UniqueFd letter, UniqueFd answers, UniqueFd answering)
        : clock_(context), letter_(std::move(letter)), answers_(context, std::move(answers)),
          answering_(std::move(answering))
    {
    }

    std::string address() const override
    {
        return std::to_string(::getpid()) + ":" + std::to_string(letter_.get()) + ":" +
               std::to_string(answering_.get());
    }

    Task<std::optional<std::string>> answer(Nanoseconds limit) override
    {
        const BootTime until = clock_.since_boot() + limit;
        for (;;) {
            const bool more = take_what_came();
            const std::size_t end = text_.find('\n');
            if (end != text_.npos) {
                const std::string line = text_.substr(0, end);
                text_.erase(0, end + 1);
                co_return line;
            }
            if (!more || clock_.since_boot() >= until) co_return std::nullopt;
            co_await first_of(answers_.readable(), clock_.sleep_until(until));
        }
    }

  private:
    /// False when nothing more can come.
    bool take_what_came()
    {
        char buffer[4096];
        for (;;) {
            const ssize_t count = ::read(answers_.get(), buffer, sizeof buffer);
            if (count == 0) return false;
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return errno == EAGAIN;
            text_.append(buffer, static_cast<std::size_t>(count));
            if (text_.size() > kAnswersLimit) return false;
        }
    }

    PosixClock clock_;
    UniqueFd letter_;
    WaitableFd answers_;
    /// Held so that others can open it, and so that the pipe has a writer until they have.
    UniqueFd answering_;
    std::string text_;
};

/// The parts of an address as a path of /proc; empty for what is none.
std::string path_of(const std::string& address, bool answers)
{
    const std::size_t first = address.find(':');
    const std::size_t second = address.find(':', first == address.npos ? first : first + 1);
    if (second == address.npos) return {};
    const std::string pid = address.substr(0, first);
    const std::string descriptor =
        answers ? address.substr(second + 1) : address.substr(first + 1, second - first - 1);
    long long number = 0;
    constexpr long long kMost = std::numeric_limits<int>::max();
    if (!parse_number(pid, 1, kMost, number) || !parse_number(descriptor, 0, kMost, number)) return {};
    return "/proc/" + pid + "/fd/" + descriptor;
}

} // namespace

std::unique_ptr<Mailbox> make_mailbox(asio::io_context& context, const std::string& letter)
{
    UniqueFd file = memory_file(letter);
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) throw_errno("cannot hand over to tmux");
    UniqueFd answers(ends[0]);
    UniqueFd answering(ends[1]);
    return std::make_unique<PosixMailbox>(context, std::move(file), std::move(answers), std::move(answering));
}

std::optional<std::string> read_letter_at(const std::string& address)
{
    const std::string path = path_of(address, false);
    if (path.empty() || ::access(path.c_str(), R_OK) != 0) return std::nullopt;
    return read_kernel_file(path, kLetterLimit);
}

void answer_to(const std::string& address, const std::string& line)
{
    const std::string path = path_of(address, true);
    if (path.empty()) return;
    // Only a pipe is written to: the number may by now be another process's, with another file there.
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISFIFO(status.st_mode)) return;
    const UniqueFd pipe(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK));
    if (!pipe || ::fstat(pipe.get(), &status) != 0 || !S_ISFIFO(status.st_mode)) return;
    const std::string text = line + "\n";
    [[maybe_unused]] const ssize_t count = ::write(pipe.get(), text.data(), text.size());
}

} // namespace ctask
