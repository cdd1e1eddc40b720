// A descriptor that coroutines wait at, by Asio's reactor.
#include "posix/waitable_fd.hpp"

#include <asio/error.hpp>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <system_error>

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

Task<bool> WaitableFd::readable_unless_cancelled()
{
    std::error_code error;
    auto told = asio::redirect_error(asio::use_awaitable, error);
    co_await stream_->descriptor.async_wait(asio::posix::stream_descriptor::wait_read, told);
    if (error && error != asio::error::operation_aborted) throw std::system_error(error);
    co_return !error;
}

} // namespace ctask
