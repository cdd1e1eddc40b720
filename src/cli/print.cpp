// Results, to stdout.
#include "cli/print.hpp"

#include "base/error.hpp"

#include <cerrno>

namespace ctask {

void print(Streams& streams, std::string_view text)
{
    const int error = streams.out(text);
    if (error != 0 && error != EPIPE && error != EBADF) throw_system_error(error, "cannot write to stdout");
}

} // namespace ctask
