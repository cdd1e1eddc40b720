// Takes the manifest of a workspace, on threads of its own when there is much to walk.
#include "posix/scan.hpp"

#include "base/error.hpp"
#include "posix/clock.hpp"
#include "posix/tree_walk.hpp"
#include "posix/waitable_fd.hpp"

#include <atomic>
#include <exception>
#include <sys/timerfd.h>
#include <thread>

namespace ctask {

namespace {

/// What the program's own thread walks by itself: a few milliseconds' worth, less than threads cost. On a
/// slow file system fewer entries are.
constexpr std::size_t kWalkedInline = 2000;
constexpr Nanoseconds kInlineTime = std::chrono::milliseconds(20);
constexpr Nanoseconds kProgressInterval = std::chrono::milliseconds(100);

/// A timer that rings for every report of progress, and early when the walk is over.
UniqueFd make_bell()
{
    UniqueFd bell(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    itimerspec setting{};
    setting.it_value = setting.it_interval = to_timespec(kProgressInterval);
    if (!bell || ::timerfd_settime(bell.get(), 0, &setting, nullptr) != 0)
        throw_errno("cannot create a timer");
    return bell;
}

/// The rest of a walk, on two threads (of which more gained nothing in measurements: the kernel's part is the
/// larger).
class Walkers {
  public:
    Walkers(TreeWalk& walk, int bell) : walk_(walk), bell_(bell)
    {
        try {
            leader_ = std::thread([this] { lead(); });
        } catch (const std::system_error&) {
            lead();
        }
    }
    Walkers(const Walkers&) = delete;
    Walkers& operator=(const Walkers&) = delete;
    ~Walkers()
    {
        walk_.stop();
        if (leader_.joinable()) leader_.join();
    }

    bool is_done() const { return done_.load(std::memory_order_acquire); }
    /// Once it is done. Throws what a thread threw.
    Scan take_result()
    {
        if (failure_) std::rethrow_exception(failure_);
        return std::move(result_);
    }

  private:
    void lead()
    {
        std::thread second;
        try {
            second = std::thread([this] { work(second_failure_); });
        } catch (const std::system_error&) {
            // One thread does it too.
        }
        work(failure_);
        if (second.joinable()) second.join();
        if (!failure_) failure_ = second_failure_;
        if (!failure_) sort(failure_);
        done_.store(true, std::memory_order_release);
        ring();
    }

    void work(std::exception_ptr& failure)
    {
        try {
            walk_.work();
        } catch (...) {
            failure = std::current_exception();
        }
    }

    void sort(std::exception_ptr& failure)
    {
        try {
            result_ = walk_.take_result();
        } catch (...) {
            failure = std::current_exception();
        }
    }

    void ring()
    {
        itimerspec at_once{};
        at_once.it_value.tv_nsec = 1;
        ::timerfd_settime(bell_, 0, &at_once, nullptr);
    }

    TreeWalk& walk_;
    int bell_;
    Scan result_;
    std::exception_ptr failure_;
    std::exception_ptr second_failure_;
    std::atomic<bool> done_ = false;
    std::thread leader_;
};

} // namespace

Task<Scan> scan_tree(asio::io_context& context, int root, std::string path, ScanRules rules,
                     std::function<void(std::size_t)> progress)
{
    TreeWalk walk(root, std::move(path), std::move(rules));
    if (walk.walk_some(kWalkedInline, kInlineTime)) co_return walk.take_result();

    WaitableFd bell(context, make_bell());
    Walkers walkers(walk, bell.get());
    while (!walkers.is_done()) {
        co_await bell.readable();
        std::uint64_t rings = 0;
        if (::read(bell.get(), &rings, sizeof rings) < 0) continue;
        if (progress) progress(walk.files_seen());
    }
    co_return walkers.take_result();
}

} // namespace ctask
