// Members of JSON objects.
#include "cli/json_members.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

namespace ctask {

void write_text_or_null(JsonWriter& json, const std::string& key, const std::string& text)
{
    json.key(key);
    if (text.empty())
        json.null();
    else
        json.value(text);
}

void write_time_or_null(JsonWriter& json, const std::string& key, const std::optional<WallTime>& time)
{
    write_text_or_null(json, key, time ? format_time(*time) : std::string());
}

void write_workspace_members(JsonWriter& json, const Listed& listed, const std::string& session)
{
    bool broken = !listed.problem.empty();
    json.key("name").value(listed.name);
    json.key("path").value(listed.path);
    if (!is_valid_utf8(listed.path)) json.key("path_base64").value(to_base64(listed.path));
    json.key("root").value(listed.root);
    json.key("category").value(listed.category);
    json.key("slug").value(listed.slug());
    write_text_or_null(json, "title", listed.task.title);
    json.key("status").value(broken ? "broken" : listed.task.status);
    write_text_or_null(json, "type", broken ? "" : listed.task.type);
    json.key("session").value(session);
    write_time_or_null(json, "created_at", listed.task.created_at);
    write_time_or_null(json, "updated_at", listed.task.updated_at);
    write_text_or_null(json, "agent", listed.task.agent.name());
    write_text_or_null(json, "problem", listed.problem);
}

} // namespace ctask
