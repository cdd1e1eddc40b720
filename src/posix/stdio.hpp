// stdin, stdout and stderr, which are shared with the shell and the child: looked at and written to, never
// changed.
#pragma once

#include <cstddef>
#include <string_view>

namespace ctask {

bool is_terminal(int descriptor);
/// The width of the terminal there; 0 when it is none or does not know.
std::size_t terminal_columns(int descriptor);
/// Everything, waiting for room when somebody has made the descriptor non-blocking. 0, or the errno of what
/// kept it from being written: the reader went away, the disk is full. Never throws.
int write_out(int descriptor, std::string_view bytes) noexcept;

} // namespace ctask
