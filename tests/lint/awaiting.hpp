// How a co_await may stand, so that g++ 12 compiles it rightly.
#pragma once

#include "lint/source.hpp"

#include <vector>

namespace ctask::lint {

/// `co_await` stands as a whole statement, as the initialiser of a variable, the right side of an assignment
/// or behind co_return, with one call as its operand; the statement holds no lambda with captures, no
/// braced list and no choice (? :).
std::vector<Finding> check_awaiting(const Source& source);

} // namespace ctask::lint
