// Names that only some places may use: what asks the system, what ends the program, what starts coroutines.
#pragma once

#include "lint/source.hpp"

#include <vector>

namespace ctask::lint {

std::vector<Finding> check_reserved(const Source& source);

} // namespace ctask::lint
