// Waiting for what another process will do.
#pragma once

#include <chrono>
#include <functional>

namespace ctask {

inline constexpr std::chrono::seconds kPatience{20};

/// Whether the condition comes true within the limit. It is looked at every few milliseconds.
bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds limit = kPatience);

} // namespace ctask
