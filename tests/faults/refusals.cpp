// Which calls are refused with what.
#include "faults/refusals.hpp"

#include "support/doctest.hpp"

#include <algorithm>
#include <cerrno>

namespace ctask {

namespace {

/// A call and the errors that it may fail with. What the program does after one of `alike` is the same for
/// all of them, up to a word of the message; so each call is refused with the next of them, once, and with
/// the one after that from there on. Each of `apart` leads elsewhere in the program and is tried at each
/// call, once.
struct Row {
    std::string call;
    std::vector<int> alike;
    std::vector<int> apart;
};

// EINTR never lasts: a call that is interrupted for ever is one that nobody can make. Neither does what close
// says, which has closed by then. openat is not interrupted on what ctask opens. What only reads is refused
// where a failure of it is not that of the openat before it.
const std::vector<Row> kRows = {
    {"openat", {EACCES, EMFILE, ENOSPC, EROFS, EIO, ENFILE, ENOMEM, EDQUOT, EBUSY}, {}},
    {"openat2", {EACCES, EMFILE, ENFILE, EIO, ENOMEM}, {EAGAIN}},
    {"read", {EIO, ENOMEM}, {EINTR}},
    {"pread64", {EIO}, {EINTR}},
    {"getdents64", {EIO, ENOMEM}, {}},
    {"write", {ENOSPC, EIO, EDQUOT, ENOMEM, EROFS}, {EINTR, EAGAIN}},
    {"fsync", {EIO, ENOSPC, EROFS, EDQUOT}, {EINVAL}},
    {"ftruncate", {EIO, EACCES, EROFS}, {EINTR}},
    {"rename", {EACCES, EIO, ENOSPC, EROFS, EXDEV, EBUSY}, {}},
    {"renameat", {ENOSPC, EIO, EACCES, EROFS, EDQUOT, EXDEV, EBUSY, ENOMEM}, {}},
    {"renameat2", {EACCES, EIO, ENOSPC, EROFS, EDQUOT, EXDEV, EBUSY, ENOMEM}, {EINVAL}},
    {"linkat", {ENOSPC, EIO, EACCES, EROFS, EDQUOT, ENOMEM}, {EPERM}},
    {"unlinkat", {EACCES, EIO, EROFS, EBUSY, ENOMEM}, {}},
    {"mkdir", {ENOSPC, EACCES, EROFS, EDQUOT, EIO, ENOMEM}, {}},
    {"mkdirat", {ENOSPC, EACCES, EROFS, EDQUOT, EIO, ENOMEM}, {}},
    {"fchmod", {EROFS, EIO, EACCES, ENOMEM}, {}},
    {"fchmodat", {EROFS, EIO, EACCES, ENOMEM}, {}},
    {"flock", {ENOMEM, EIO}, {ENOLCK, EINTR, EAGAIN}},
    {"clone", {EAGAIN, ENOMEM}, {}},
    {"clone3", {EAGAIN, ENOMEM}, {}},
    {"vfork", {EAGAIN, ENOMEM}, {}},
    {"pipe2", {EMFILE, ENFILE}, {}},
    {"epoll_create1", {EMFILE, ENOMEM, ENFILE}, {}},
    {"eventfd2", {EMFILE, ENOMEM, ENFILE}, {}},
    {"signalfd4", {EMFILE, ENOMEM, ENFILE}, {}},
    {"timerfd_create", {EMFILE, ENOMEM, ENFILE}, {}},
    {"waitid", {}, {EINTR}},
    {"close", {}, {EIO}},
};

std::vector<Injection> refusals_at(const Row& row, std::size_t number)
{
    std::vector<Injection> all;
    for (const int error : row.apart) all.push_back({row.call, error, number, false});
    if (row.call == "write") all.push_back({row.call, EAGAIN, number, true});
    if (row.alike.empty()) return all;
    all.push_back({row.call, row.alike[number % row.alike.size()], number, false});
    all.push_back({row.call, row.alike[(number + 1) % row.alike.size()], number, true});
    return all;
}

/// Tries again when the command does not come to the point: how often it is woken while it waits, and what it
/// then reads and closes, is not the same in every run.
Injected refuse_at(const Stage& stage, const Words& command, const Injection& injection)
{
    constexpr int kTries = 5;
    Injected refused;
    for (int attempt = 0; attempt < kTries && refused.harmed == 0; ++attempt) {
        stage.put_back();
        refused = run_injected(stage.ctask, command, injection);
    }
    const Words uncertain = {"waitid", "close", "read"};
    if (std::find(uncertain.begin(), uncertain.end(), injection.call) == uncertain.end())
        CHECK(refused.harmed >= 1);
    return refused;
}

} // namespace

void refuse_everywhere(const Stage& stage, const Words& command,
                       const std::function<void(const Injection&, const ProgramResult&)>& judge, Part part)
{
    stage.put_back();
    const auto counted = count_calls(stage.ctask, command, part);
    std::size_t points = 0;
    std::size_t tries = 0;
    for (const Row& row : kRows) {
        const auto count = counted.find(row.call);
        if (count == counted.end()) continue;
        points += count->second.count();
        for (std::size_t number = count->second.first; number <= count->second.last; ++number)
            for (const Injection& injection : refusals_at(row, number)) {
                INFO("refused: ", describe(injection));
                const Injected refused = refuse_at(stage, command, injection);
                CAPTURE(refused.result.err);
                CHECK(refused.result.signal == 0);
                judge(injection, refused.result);
                ++tries;
            }
    }
    CHECK(tries > points);
    MESSAGE(command[0], ": ", tries, " refusals at ", points, " points");
}

std::size_t warnings(const std::string& err)
{
    std::size_t count = occurrences(err, "[ctask] ");
    for (const char* usual : {" :: ", "_idea\n", "[ctask] last session", " s · exited ", "was interrupted",
                              "[ctask]   added", "trash"})
        count -= std::min(count, occurrences(err, usual));
    return count;
}

std::size_t warnings_at_most(const Injection& injection)
{
    return injection.lasting ? 3 : 1;
}

} // namespace ctask
