// Reading the members that summaries, history lines and reports have in common.
#pragma once

#include "record/json_reader.hpp"
#include "record/summary.hpp"

#include <optional>
#include <string>

namespace ctask {

/// A summary without its end_manifest. Nothing when a key is missing that every one has; `problem` then says
/// which.
std::optional<Summary> read_session_members(const JsonValue& root, std::string& problem);

} // namespace ctask
