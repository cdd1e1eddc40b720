// Which folder of src may include which other one, and who may include the libraries.
#pragma once

#include "lint/source.hpp"

#include <vector>

namespace ctask::lint {

/// Judges the #include lines of one file of src.
std::vector<Finding> check_layering(const Source& source);

} // namespace ctask::lint
