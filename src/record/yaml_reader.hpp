// Reads YAML into a small tree that knows where in the text each part stands. With yaml_reader.cpp the only
// place that knows libyaml; what the keys mean is for task_file and config_file to say.
#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

struct YamlMember;

/// Offsets are bytes in the text that was read.
struct YamlNode {
    /// An alias (*name) is not followed: `text` is then its name.
    enum class Kind { scalar, sequence, mapping, alias };
    Kind kind = Kind::scalar;
    /// Of a scalar: what it means, not how it is written.
    std::string text;
    /// A scalar without quotes, which another type than text may claim.
    bool plain = false;
    /// A scalar that begins with | or >.
    bool block_scalar = false;
    /// A list or mapping in brackets.
    bool flow = false;
    /// Has an anchor (&name).
    bool anchored = false;
    /// As libyaml gives it, empty when there is none: tag:yaml.org,2002:str.
    std::string tag;
    /// From 1.
    std::size_t line = 0;
    std::size_t begin = 0;
    /// Behind the last byte of a scalar or alias; of the others, somewhere behind.
    std::size_t end = 0;
    std::vector<YamlNode> items;
    std::vector<YamlMember> members;

    bool is_null() const;
    /// The member with this key; null when there is none. Of several the first.
    const YamlNode* find(std::string_view key) const;
};

struct YamlMember {
    YamlNode key;
    YamlNode value;
};

struct YamlDocument {
    YamlNode root;
    /// Where further members of the root can be added: the end of the text, or the line that ends the
    /// document.
    std::size_t end = 0;
};

/// The same meaning, wherever it stands and however it is quoted.
bool is_same(const YamlNode& left, const YamlNode& right);

/// "NAME:LINE: WHAT".
Failure yaml_failure(const std::string& name, std::size_t line, const std::string& what);

/// The one document in `text`, which has no byte-order mark. Throws Failure by yaml_failure for what is not
/// UTF-8 or not YAML, for an empty text, for several documents, for nesting over 64, and for a mapping that
/// has a scalar key twice.
YamlDocument read_yaml(std::string_view text, const std::string& name);
/// The same, but nothing for a text without a value: one that is empty, or has only comments.
std::optional<YamlDocument> read_yaml_if_any(std::string_view text, const std::string& name);

} // namespace ctask
