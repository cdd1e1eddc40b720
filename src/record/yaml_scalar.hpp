// Writes text as a YAML scalar on one line, quoted where anything else than that text could be read.
#pragma once

#include <string>
#include <string_view>

namespace ctask {

/// Without quotes where every YAML reader, 1.1 or 1.2, takes that for this very text; in double quotes
/// otherwise. Good as a key, as a value and inside brackets. Invalid UTF-8 is replaced.
std::string yaml_scalar(std::string_view text);
/// Always in double quotes.
std::string quoted_yaml_scalar(std::string_view text);

} // namespace ctask
