// What a command was asked for, to stdout.
#pragma once

#include "cli/streams.hpp"

#include <string_view>

namespace ctask {

/// Throws std::system_error when it could not be written, so that half a result does not pass for a whole
/// one. Somebody who reads no further, or has closed stdout, wants no more: that is no error.
void print(Streams& streams, std::string_view text);

} // namespace ctask
