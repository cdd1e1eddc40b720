// Where --report writes: a file, or a descriptor that the caller has opened.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace ctask {

/// "fd:N" is the caller's descriptor N; anything else a file, created or emptied now. What comes back writes
/// there and never throws. Throws Failure when it cannot be written to, so that nothing is begun whose report
/// would be lost; a fifo that nobody reads is such a one, after a second's patience for its reader.
std::function<int(std::string_view)> open_report_target(const std::string& target);

} // namespace ctask
