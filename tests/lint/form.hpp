// What every file looks like from outside: small, its first line says what it is, the build knows it, and
// what it tests can be taken in at a glance.
#pragma once

#include "lint/source.hpp"

#include <vector>

namespace ctask::lint {

inline constexpr std::size_t kMostLines = 350;
inline constexpr std::size_t kMostLinesOfATest = 40;

std::vector<Finding> check_form(const Source& source);

/// A test, from its TEST_CASE to the brace that ends it, can be seen as a whole.
std::vector<Finding> check_tests(const Source& source);

/// A .cpp file that `build_file`, the text of the meson.build beside it, does not list would never be
/// compiled.
std::vector<Finding> check_listed(const Source& source, std::string_view build_file);

} // namespace ctask::lint
