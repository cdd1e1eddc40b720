// config.yaml: what is set is what stands there, on the line that is told; and the expansion of what was set.
#include "fuzz/claim.hpp"
#include "fuzz/refusal.hpp"
#include "fuzz/targets.hpp"

#include "record/config_file.hpp"
#include "record/yaml_reader.hpp"
#include "workspace/expansion.hpp"

#include <algorithm>

namespace ctask::fuzz {

namespace {

/// What has nothing to expand stays as it is, and no `~` or variable brings another.
void try_expansion(const std::string& text)
{
    Environment environment;
    environment.entries = {"HOME=/home/~", "A=$B", "B=b"};
    std::string grown;
    try {
        grown = expanded(text, "t:1", environment);
    } catch (const Failure& failure) {
        claim(std::string_view(failure.what()).find("t:1") != std::string_view::npos, "a refusal says where");
        return;
    }
    const bool has_none = text.find('$') == text.npos && !text.starts_with('~');
    claim(!has_none || grown == text, "what has nothing to expand stays");
}

void claim_stands_there(const std::optional<ConfigValue>& value, const YamlNode& root, const char* key)
{
    if (!value) return;
    const YamlNode* node = root.find(key);
    claim(node != nullptr && node->kind == YamlNode::Kind::scalar, "what is set stands in the file");
    claim(!value->text.empty() && value->text == node->text, "what is set is what stands there");
    claim(value->line == node->line, "what is set stands on its line");
    try_expansion(value->text);
}

void claim_good_agent(const ConfigAgent& agent)
{
    claim(!agent.name.empty() && agent.line > 0, "a profile has a name and a line");
    try_expansion(agent.command);
    for (const std::string& argument : agent.args) try_expansion(argument);
    for (const auto& [name, value] : agent.env) {
        claim(!name.empty() && name.find('=') == name.npos && name.find('\0') == name.npos,
              "a variable has the name of one");
        try_expansion(value);
    }
}

void claim_good_warnings(const ConfigFile& config)
{
    for (const std::string& warning : config.warnings) {
        claim(warning.starts_with("t:"), "a warning says where");
        claim(visible(warning) == warning, "a warning can be shown");
    }
}

} // namespace

void try_config_file(std::string_view bytes)
{
    ConfigFile config;
    if (!is_accepted([&] { config = parse_config_file(bytes, "t"); })) return;
    claim_good_warnings(config);
    for (const ConfigAgent& agent : config.agents) claim_good_agent(agent);
    claim(config.ignore.empty() || config.ignore_line > 0, "patterns stand somewhere");
    if (config.session_mode)
        claim(config.session_mode->text == "direct" || config.session_mode->text == "persistent",
              "there are two modes");

    const std::string_view text = bytes.substr(byte_order_mark(bytes).size());
    YamlDocument document;
    // A file without anything in it sets nothing.
    if (!is_accepted([&] { document = read_yaml(text, "t"); })) return;
    claim_stands_there(config.root, document.root, "root");
    claim_stands_there(config.project_root, document.root, "project_root");
    claim_stands_there(config.seed_dir, document.root, "seed_dir");
    claim_stands_there(config.seed_project_dir, document.root, "seed_project_dir");
    claim_stands_there(config.default_agent, document.root, "default_agent");
    claim_stands_there(config.session_mode, document.root, "session_mode");
}

} // namespace ctask::fuzz
