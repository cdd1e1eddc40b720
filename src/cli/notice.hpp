// What ctask itself says to the user: lines on stderr that start with [ctask].
#pragma once

#include "cli/streams.hpp"

#include <string_view>

namespace ctask {

/// One line. The text may hold anything from anywhere; it is made safe to show.
void notice(Streams& streams, std::string_view text);

} // namespace ctask
