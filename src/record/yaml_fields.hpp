// Takes the values of one YAML mapping by their keys, and names the line of whatever is wrong with one.
#pragma once

#include "base/times.hpp"
#include "record/yaml_reader.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ctask {

/// All throw Failure by yaml_failure: what was expected, for which key, and what stands there. A key that is
/// null counts as absent.
class YamlFields {
  public:
    /// Both are borrowed. `prefix` stands before every key in messages: "agent.".
    YamlFields(const YamlNode& mapping, const std::string& name, std::string prefix = {})
        : mapping_(mapping), name_(name), prefix_(std::move(prefix))
    {
    }

    /// The member; null when it is absent or null.
    const YamlNode* find(std::string_view key) const;

    std::string text(std::string_view key, std::string_view otherwise = {}) const;
    /// The first of the words when the key is absent.
    std::string one_of(std::string_view key, std::initializer_list<std::string_view> words) const;
    std::optional<WallTime> time(std::string_view key) const;
    /// The items of a list.
    std::vector<std::string> texts(std::string_view key) const;
    /// Names and values of variables, in the order of the file.
    std::vector<std::pair<std::string, std::string>> variables(std::string_view key) const;

    /// What a node means that must be text; it cannot hold a zero byte.
    std::string text_of(const YamlNode& node, std::string_view key) const;
    [[noreturn]] void fail(const YamlNode& node, std::string_view key, const std::string& expected) const;

  private:
    const YamlNode& mapping_;
    const std::string& name_;
    std::string prefix_;
};

} // namespace ctask
