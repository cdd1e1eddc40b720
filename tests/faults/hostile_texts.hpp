// What somebody who means harm, or a broken disk, could put in the place of a file's text.
#pragma once

#include <string>
#include <vector>

namespace ctask {

struct HostileText {
    std::string name;
    std::string bytes;
    /// Which no reader gets over, or which is printed: worth every command.
    bool for_every_command = false;
};

/// For any file, made from a good one: empty, NULs, no UTF-8, a byte-order mark, CRLF, controls, nesting.
std::vector<HostileText> hostile_texts(const std::string& good);
/// For JSON, made from a good file: wrong types, numbers and names that lead elsewhere, keys twice.
std::vector<HostileText> hostile_json(const std::string& good);
/// For YAML: each of these keys with every such value, aliases, tags, depth.
std::vector<HostileText> hostile_yaml(const std::string& good, const std::vector<std::string>& keys);
/// The good file cut off before each of its bytes.
std::vector<HostileText> cut_texts(const std::string& good);

} // namespace ctask
