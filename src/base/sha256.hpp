// SHA-256 (FIPS 180-4) of a text that is in memory. For names, not for secrets: it is not made for speed.
#pragma once

#include <string>
#include <string_view>

namespace ctask {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

} // namespace ctask
