// Values of a YAML mapping by their keys.
#include "record/yaml_fields.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace ctask {

const YamlNode* YamlFields::find(std::string_view key) const
{
    const YamlNode* node = mapping_.find(key);
    return node && !node->is_null() ? node : nullptr;
}

std::string YamlFields::text(std::string_view key, std::string_view otherwise) const
{
    const YamlNode* node = find(key);
    return node ? text_of(*node, key) : std::string(otherwise);
}

std::string YamlFields::one_of(std::string_view key, std::initializer_list<std::string_view> words) const
{
    const YamlNode* node = find(key);
    if (!node) return std::string(*words.begin());
    std::string word = text_of(*node, key);
    if (std::find(words.begin(), words.end(), word) == words.end())
        fail(*node, key, join({words.begin(), words.end()}, " or "));
    return word;
}

std::optional<WallTime> YamlFields::time(std::string_view key) const
{
    const YamlNode* node = find(key);
    if (!node) return std::nullopt;
    const auto time = parse_time(text_of(*node, key));
    if (!time) fail(*node, key, "an RFC 3339 time");
    return time;
}

std::vector<std::string> YamlFields::texts(std::string_view key) const
{
    std::vector<std::string> texts;
    const YamlNode* list = find(key);
    if (!list) return texts;
    if (list->kind != YamlNode::Kind::sequence) fail(*list, key, "a list");
    for (const YamlNode& item : list->items) texts.push_back(text_of(item, key));
    return texts;
}

std::vector<std::pair<std::string, std::string>> YamlFields::variables(std::string_view key) const
{
    std::vector<std::pair<std::string, std::string>> variables;
    const YamlNode* mapping = find(key);
    if (!mapping) return variables;
    if (mapping->kind != YamlNode::Kind::mapping) fail(*mapping, key, "a mapping");
    for (const YamlMember& member : mapping->members) {
        const std::string name = text_of(member.key, key);
        if (name.empty() || name.find('=') != std::string::npos)
            fail(member.key, key, "the name of a variable");
        const std::string place = std::string(key) + "." + visible(name);
        variables.emplace_back(name, member.value.is_null() ? "" : text_of(member.value, place));
    }
    return variables;
}

std::string YamlFields::text_of(const YamlNode& node, std::string_view key) const
{
    if (node.kind != YamlNode::Kind::scalar) fail(node, key, "text");
    if (node.text.find('\0') != std::string::npos) fail(node, key, "text without zero bytes");
    return node.text;
}

/// What stands there is told too where that helps: a list, a mapping, an alias.
void YamlFields::fail(const YamlNode& node, std::string_view key, const std::string& expected) const
{
    std::string what = "expected " + expected + " for " + prefix_ + std::string(key);
    if (node.kind == YamlNode::Kind::sequence) what += ", found a list";
    if (node.kind == YamlNode::Kind::mapping) what += ", found a mapping";
    if (node.kind == YamlNode::Kind::alias) what += ", found the alias *" + visible(node.text);
    if (node.kind == YamlNode::Kind::scalar) what += ", found " + fit(visible(node.text), 40);
    throw yaml_failure(name_, node.line, what);
}

} // namespace ctask
