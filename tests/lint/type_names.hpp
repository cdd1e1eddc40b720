// A type's name means one thing: two headers that define it differently make one program ill-formed, which no
// compiler says.
#pragma once

#include "lint/source.hpp"

#include <vector>

namespace ctask::lint {

/// Types of a namespace that more than one of these headers defines. Types inside others are not looked at.
std::vector<Finding> check_type_names(const std::vector<Source>& sources);

} // namespace ctask::lint
