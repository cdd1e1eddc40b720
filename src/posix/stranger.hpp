// Processes that are nobody's children here, by pidfd.
#pragma once

#include "world/processes.hpp"

namespace asio {
class io_context;
}

namespace ctask {

/// Processes::follow.
std::unique_ptr<Stranger> follow_stranger(asio::io_context& context, pid_t pid);

} // namespace ctask
