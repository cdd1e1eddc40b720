// Opening the report's target before the session starts.
#include "posix/report_target.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unique_fd.hpp"
#include "posix/stdio.hpp"

#include <fcntl.h>
#include <limits>
#include <memory>
#include <unistd.h>

namespace ctask {

namespace {

constexpr std::string_view kDescriptor = "fd:";

int descriptor_of(const std::string& target)
{
    long long number = 0;
    const std::string digits = target.substr(kDescriptor.size());
    if (!parse_number(digits, 0, std::numeric_limits<int>::max(), number))
        throw UsageError("--report=" + target + " names no descriptor",
                         "--report=fd:3 with 3> FILE behind it");
    const int flags = ::fcntl(static_cast<int>(number), F_GETFL);
    // Descriptors that the caller closed are ctask's own stand-ins: close-on-exec tells them from the
    // caller's.
    const bool stand_in = number <= 2 && (::fcntl(static_cast<int>(number), F_GETFD) & FD_CLOEXEC) != 0;
    if (flags < 0 || stand_in || (flags & O_ACCMODE) == O_RDONLY)
        throw Failure("cannot report to descriptor " + digits + ": it is not open for writing",
                      "--report=fd:" + digits + " wants " + digits + "> FILE behind it");
    return static_cast<int>(number);
}

/// The caller's shell may be still at starting what reads the fifo.
UniqueFd open_patiently(const std::string& path)
{
    constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    constexpr int kTries = 100;
    for (int tries = 1;; ++tries) {
        UniqueFd file(::open(path.c_str(), kFlags, 0666));
        if (file || errno != ENXIO || tries == kTries) return file;
        ::usleep(10'000);
    }
}

UniqueFd open_file(const std::string& path)
{
    UniqueFd file = open_patiently(path);
    if (!file && errno == ENXIO)
        throw Failure("cannot report to " + visible(path) + ": nobody reads there",
                      "start its reader first: cat " + visible(path) + " &");
    if (!file)
        throw Failure(
            "cannot report to " + visible(path) + ": " + std::generic_category().message(errno),
            "--report=FILE, in a directory that is there and that you may write in, or --report=fd:3 "
            "with 3> FILE behind it");
    ::fcntl(file.get(), F_SETFL, ::fcntl(file.get(), F_GETFL) & ~O_NONBLOCK);
    return file;
}

} // namespace

std::function<int(std::string_view)> open_report_target(const std::string& target)
{
    if (target.starts_with(kDescriptor)) {
        const int descriptor = descriptor_of(target);
        return [descriptor](std::string_view bytes) { return write_out(descriptor, bytes); };
    }
    if (target.empty()) throw UsageError("--report names nothing", "--report=FILE or --report=fd:N");
    const auto file = std::make_shared<UniqueFd>(open_file(target));
    return [file](std::string_view bytes) { return write_out(file->get(), bytes); };
}

} // namespace ctask
