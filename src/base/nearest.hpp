// The word that was probably meant, for hints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ctask {

/// The candidate that `word` begins, or that few edits make of it; empty when none is near. Of several the
/// first.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

} // namespace ctask
