// A descriptor that coroutines wait at, by Asio's reactor.
#include "posix/waitable_fd.hpp"

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/use_awaitable.hpp>

namespace ctask {

struct WaitableFd::Stream {
    asio::posix::stream_descriptor descriptor;
};

WaitableFd::WaitableFd(asio::io_context& context, UniqueFd descriptor)
    : stream_(new Stream{asio::posix::stream_descriptor(context)})
{
    stream_->descriptor.assign(descriptor.get());
    descriptor.release();
}

WaitableFd::~WaitableFd() = default;
WaitableFd::WaitableFd(WaitableFd&&) noexcept = default;
WaitableFd& WaitableFd::operator=(WaitableFd&&) noexcept = default;

int WaitableFd::get() const
{
    return stream_->descriptor.native_handle();
}

Task<> WaitableFd::readable()
{
    co_await stream_->descriptor.async_wait(asio::posix::stream_descriptor::wait_read, asio::use_awaitable);
}

Task<> WaitableFd::writable()
{
    co_await stream_->descriptor.async_wait(asio::posix::stream_descriptor::wait_write, asio::use_awaitable);
}

} // namespace ctask
