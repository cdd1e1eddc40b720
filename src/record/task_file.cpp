// Reads task.yaml, checking every key it knows, and writes a new one.
#include "record/task_file.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "record/task_text.hpp"
#include "record/yaml_fields.hpp"
#include "record/yaml_scalar.hpp"

#include <limits>

namespace ctask {

namespace {

/// Before all else: a newer schema may mean anything by the other keys.
int read_schema(const YamlFields& fields, const std::string& name)
{
    const YamlNode* node = fields.find("schema_version");
    if (!node) return 1;
    long long version = 0;
    if (!parse_number(fields.text_of(*node, "schema_version"), 1, std::numeric_limits<int>::max(), version))
        fields.fail(*node, "schema_version", "a number from 1 on");
    if (version > kTaskSchema)
        throw Failure(yaml_failure(name, node->line,
                                   "expected schema_version " + std::to_string(kTaskSchema) +
                                       " at most, found " + std::to_string(version) +
                                       ": a newer ctask that knows schema " + std::to_string(version) +
                                       " is needed")
                          .what(),
                      "use the ctask that wrote it, or a newer one than this");
    return static_cast<int>(version);
}

AgentEntry read_agent(const YamlFields& fields, const std::string& name)
{
    AgentEntry agent;
    const YamlNode* node = fields.find("agent");
    if (!node) return agent;
    if (node->kind == YamlNode::Kind::scalar) {
        agent.command = fields.text_of(*node, "agent");
        return agent;
    }
    if (node->kind != YamlNode::Kind::mapping) fields.fail(*node, "agent", "a command or a mapping");
    const YamlFields members(*node, name, "agent.");
    agent.type = members.text("type");
    agent.command = members.text("command");
    agent.args = members.texts("args");
    agent.env = members.variables("env");
    return agent;
}

void check_workspace(const YamlFields& fields, const std::string& name)
{
    const YamlNode* node = fields.find("workspace");
    if (!node) return;
    if (node->kind != YamlNode::Kind::mapping) fields.fail(*node, "workspace", "a mapping");
    YamlFields(*node, name, "workspace.").one_of("mode", {"native"});
}

void append_line(std::string& text, std::string_view key, std::string_view written)
{
    text.append(key).append(": ").append(written) += '\n';
}

/// A longer key needs a mark of its own: YAML looks no more than 1,024 characters ahead for its colon.
constexpr std::size_t kSimpleKey = 1000;

void append_agent(std::string& text, const AgentEntry& agent)
{
    if (agent.args.empty() && agent.env.empty()) {
        if (!agent.name().empty()) append_line(text, "agent", yaml_scalar(agent.name()));
        return;
    }
    text += "agent:\n";
    if (!agent.type.empty()) append_line(text, "  type", yaml_scalar(agent.type));
    if (!agent.command.empty()) append_line(text, "  command", yaml_scalar(agent.command));
    if (!agent.args.empty()) text += "  args:\n";
    for (const std::string& arg : agent.args) text += "    - " + yaml_scalar(arg) + '\n';
    if (!agent.env.empty()) text += "  env:\n";
    for (const auto& [name, value] : agent.env) {
        const std::string key = yaml_scalar(name);
        append_line(text, key.size() <= kSimpleKey ? "    " + key : "    ? " + key + "\n    ",
                    yaml_scalar(value));
    }
}

} // namespace

TaskFile parse_task_file(std::string_view text, const std::string& name)
{
    return task_of(read_task_text(text, name).root, name);
}

TaskFile task_of(const YamlNode& root, const std::string& name)
{
    const YamlFields fields(root, name);
    TaskFile task;
    task.schema_version = read_schema(fields, name);
    task.id = fields.text("id");
    task.slug = fields.text("slug");
    task.title = fields.text("title");
    task.created_at = fields.time("created_at");
    task.updated_at = fields.time("updated_at");
    task.archived_at = fields.time("archived_at");
    task.status = fields.one_of("status", {"active", "archived"});
    task.category = fields.text("category");
    task.type = fields.one_of("type", {"task", "project"});
    task.mode = fields.one_of("mode", {"local"});
    task.agent = read_agent(fields, name);
    task.launch_dir = fields.text("launch_dir");
    check_workspace(fields, name);
    return task;
}

std::string format_task_file(const TaskFile& task)
{
    std::string text;
    const auto add = [&text](std::string_view key, const std::string& value) {
        if (!value.empty()) append_line(text, key, yaml_scalar(value));
    };
    // Without quotes: readers that give times a type of their own refuse them as text.
    const auto add_time = [&text](std::string_view key, const std::optional<WallTime>& time) {
        if (time) append_line(text, key, format_time(*time));
    };
    add("id", task.id);
    add("slug", task.slug);
    append_line(text, "title", yaml_scalar(task.title));
    add_time("created_at", task.created_at);
    add_time("updated_at", task.updated_at);
    add_time("archived_at", task.archived_at);
    add("status", task.status);
    add("category", task.category);
    if (task.type != "task") add("type", task.type);
    add("mode", task.mode);
    append_agent(text, task.agent);
    add("launch_dir", task.launch_dir);
    append_line(text, "schema_version", std::to_string(task.schema_version));
    append_line(text, "workspace", "{mode: native}");
    return text;
}

} // namespace ctask
