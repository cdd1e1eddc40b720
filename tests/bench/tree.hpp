// Trees of many files, made fast.
#pragma once

#include "bench/room.hpp"

#include <cstddef>
#include <string>

namespace ctask::bench {

/// At `path`, which need not exist yet. The same number always makes the same tree.
void make_tree(const std::string& path, std::size_t files, Shape shape);

} // namespace ctask::bench
