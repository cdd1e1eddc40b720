// What every file looks like from outside: small, its first line says what it is, and the build knows it.
#pragma once

#include "lint/source.hpp"

#include <vector>

namespace ctask::lint {

inline constexpr std::size_t kMostLines = 350;

std::vector<Finding> check_form(const Source& source);

/// A .cpp file that `build_file`, the text of the meson.build beside it, does not list would never be
/// compiled.
std::vector<Finding> check_listed(const Source& source, std::string_view build_file);

} // namespace ctask::lint
