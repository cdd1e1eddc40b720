// The files of this very checkout.
#pragma once

#include "lint/source.hpp"

#include <vector>

namespace ctask::lint {

/// Every .cpp and .hpp file under `folder` ("src", "tests") of the project, sorted by path.
std::vector<Source> sources_under(const std::string& folder);

/// What a rule finds in the files under `folder`, paths relative to the project, as told() says it.
std::string broken_under(const std::string& folder, std::vector<Finding> (*rule)(const Source&));

/// The text of a file of the project; empty when there is none.
std::string text_of(const std::string& path);

} // namespace ctask::lint
