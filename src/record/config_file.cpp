// Reads config.yaml, key by key.
#include "record/config_file.hpp"

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "record/seat.hpp"
#include "record/yaml_fields.hpp"

#include <algorithm>

namespace ctask {

namespace {

const std::vector<std::string> kKeys = {"root",          "project_root", "seed_dir",     "seed_project_dir",
                                        "default_agent", "agents",       "session_mode", "ignore",
                                        "notify"};
const std::vector<std::string> kAgentKeys = {"command", "args", "env"};

class ConfigReader {
  public:
    ConfigReader(const YamlNode& root, const std::string& name)
        : root_(root), name_(name), fields_(root, name)
    {
    }

    ConfigFile read()
    {
        warn_of_unknown(root_, kKeys, "");
        config_.root = value("root");
        config_.project_root = value("project_root");
        config_.seed_dir = value("seed_dir");
        config_.seed_project_dir = value("seed_project_dir");
        config_.default_agent = value("default_agent");
        config_.session_mode = value("session_mode");
        if (config_.session_mode) fields_.one_of("session_mode", {kDirect, kPersistent});
        read_agents();
        read_ignore();
        read_notify();
        return std::move(config_);
    }

  private:
    std::optional<ConfigValue> value(std::string_view key) const
    {
        const std::string text = fields_.text(key);
        if (text.empty()) return std::nullopt;
        return ConfigValue{text, root_.find(key)->line};
    }

    void read_agents()
    {
        const YamlNode* agents = fields_.find("agents");
        if (!agents) return;
        if (agents->kind != YamlNode::Kind::mapping) fields_.fail(*agents, "agents", "a mapping");
        for (const YamlMember& member : agents->members) read_agent(member);
    }

    void read_agent(const YamlMember& member)
    {
        ConfigAgent agent;
        agent.name = fields_.text_of(member.key, "agents");
        agent.line = member.key.line;
        if (agent.name.empty()) fields_.fail(member.key, "agents", "the name of an agent");
        const std::string place = "agents." + visible(agent.name);
        if (!member.value.is_null()) {
            if (member.value.kind != YamlNode::Kind::mapping)
                fields_.fail(member.value, place, "a mapping of command, args and env");
            warn_of_unknown(member.value, kAgentKeys, place + ".");
            const YamlFields members(member.value, name_, place + ".");
            agent.command = members.text("command");
            agent.args = members.texts("args");
            agent.env = members.variables("env");
        }
        config_.agents.push_back(std::move(agent));
    }

    void read_ignore()
    {
        const YamlNode* ignore = fields_.find("ignore");
        if (!ignore) return;
        config_.ignore = fields_.texts("ignore");
        config_.ignore_line = ignore->line;
        for (const YamlNode& item : ignore->items)
            if (item.text.empty()) fields_.fail(item, "ignore", "a pattern");
    }

    void read_notify()
    {
        const YamlNode* notify = fields_.find("notify");
        if (!notify) return;
        config_.notify = fields_.texts("notify");
        config_.notify_line = notify->line;
        if (!notify->items.empty() && notify->items.front().text.empty())
            fields_.fail(notify->items.front(), "notify", "a command");
    }

    void warn_of_unknown(const YamlNode& mapping, const std::vector<std::string>& known,
                         const std::string& prefix)
    {
        for (const YamlMember& member : mapping.members) {
            const YamlNode& key = member.key;
            const bool is_text = key.kind == YamlNode::Kind::scalar;
            if (is_text && std::find(known.begin(), known.end(), key.text) != known.end()) continue;
            std::string warning = name_ + ":" + std::to_string(key.line) + ": unknown key " + prefix +
                                  (is_text ? visible(key.text) : "that is no text");
            const std::string near = is_text ? nearest(key.text, known) : "";
            warning += near.empty() ? "; known: " + join(known, ", ") : "; nearest: " + prefix + near;
            config_.warnings.push_back(std::move(warning));
        }
    }

    const YamlNode& root_;
    const std::string& name_;
    YamlFields fields_;
    ConfigFile config_;
};

} // namespace

ConfigFile parse_config_file(std::string_view text, const std::string& name)
{
    text.remove_prefix(byte_order_mark(text).size());
    const std::optional<YamlDocument> document = read_yaml_if_any(text, name);
    if (!document) return {};
    if (document->root.kind != YamlNode::Kind::mapping)
        throw yaml_failure(name, document->root.line, "expected a mapping of settings");
    return ConfigReader(document->root, name).read();
}

} // namespace ctask
