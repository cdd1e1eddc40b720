// Base64 (RFC 4648) for file names that are not UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ctask {

std::string to_base64(std::string_view bytes);
/// Nothing for anything that to_base64 would not have written.
std::optional<std::string> from_base64(std::string_view text);

} // namespace ctask
