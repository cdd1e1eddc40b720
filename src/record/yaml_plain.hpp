// The form of YAML that almost every task.yaml has, read without libyaml: a listing reads thousands of
// them.
#pragma once

#include "record/yaml_reader.hpp"

#include <optional>
#include <string_view>

namespace ctask {

/// Lines of `key: value`, with comments and empty lines between them; a value is plain, in double quotes
/// without a backslash, or the mapping {mode: native}. Nothing for a text in which anything else stands, be
/// it right or wrong: read_yaml() then says which. Otherwise the same as of read_yaml(), but for where
/// mappings end.
std::optional<YamlDocument> read_plain_yaml(std::string_view text);

} // namespace ctask
