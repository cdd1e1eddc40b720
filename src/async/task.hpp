// The coroutine type of the program. The only header that brings Asio in.
//
// Rules that g++ 12 forces (a lint over src holds them): `co_await` stands only as a whole statement, as the
// initialiser of a variable, the right side of an assignment or behind co_return; a statement that awaits
// holds no lambda with captures and no braced list. Parameters are taken by value, except World& and what the
// awaiting frame provably owns.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/this_coro.hpp>

namespace ctask {

/// Starts when awaited. An exception thrown inside comes out of the co_await.
template <typename Value = void>
using Task = asio::awaitable<Value>;

} // namespace ctask
