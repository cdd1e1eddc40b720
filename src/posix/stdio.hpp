// stdin, stdout and stderr, which are shared with the shell and the child: looked at, read and written, never
// changed.
#pragma once

#include "base/times.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace ctask {

bool is_terminal(int descriptor);
/// The width of the terminal there; 0 when it is none or does not know.
std::size_t terminal_columns(int descriptor);
/// Everything, waiting for room when somebody has made the descriptor non-blocking. 0, or the errno of what
/// kept it from being written: the reader went away, the disk is full, there is said to be room and never is.
/// Never throws.
int write_out(int descriptor, std::string_view bytes) noexcept;

/// What comes on the descriptor until its end, at most `limit` bytes, waiting no longer than `patience` in
/// all; what had come by then. Empty for a terminal, where somebody would have to type it, and for what
/// cannot be read. Never throws for what becomes of the descriptor.
std::string read_in(int descriptor, std::size_t limit, Nanoseconds patience);

} // namespace ctask
