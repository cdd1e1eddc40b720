// A shell line cut into words again, as far as ctask writes such lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ctask::fuzz {

/// Blanks part words; single quotes and a backslash take what follows as it is.
std::vector<std::string> shell_words(std::string_view line);

} // namespace ctask::fuzz
