// What reading and changing task.yaml share: the text as a tree whose root is known to be a mapping.
#pragma once

#include "record/yaml_reader.hpp"

#include <string>
#include <string_view>

namespace ctask {

/// Quick where it is written as ctask writes it. Offsets count from behind the byte-order mark. Throws
/// Failure as parse_task_file does for what is no mapping, or too large.
YamlDocument read_task_text(std::string_view text, const std::string& name);

} // namespace ctask
