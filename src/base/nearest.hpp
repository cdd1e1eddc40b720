// The word that was probably meant, for hints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// The candidates that `word` begins, or that few edits make of it, the fewest for any; none when none is
/// near.
std::vector<std::string> all_nearest(std::string_view word, const std::vector<std::string>& candidates);
/// The first of them, or empty.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

} // namespace ctask
