// The first few of many names.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ctask {

/// "src/lexer.cpp  README.md  and 5 more": at most three names, safe to show, fewer when they would not fit
/// into `columns` (0: no limit), but always one.
std::string name_list(const std::vector<std::string>& names, std::size_t columns);

} // namespace ctask
