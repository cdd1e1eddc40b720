// The status line as text, and what it is fed with.
#include "cli/statusline_text.hpp"

#include "base/text.hpp"
#include "record/json_reader.hpp"

namespace ctask {

namespace {

void add_path(std::vector<std::string>& paths, const JsonValue& value)
{
    const std::optional<std::string> path = value.text();
    if (path && path->starts_with('/')) paths.push_back(*path);
}

} // namespace

StatuslineInput parse_statusline_input(std::string_view bytes)
{
    StatuslineInput input;
    std::string problem;
    const std::optional<JsonDocument> document = JsonDocument::parse(bytes, problem);
    if (!document) return input;
    const JsonValue root = document->root();
    add_path(input.directories, root["workspace"]["current_dir"]);
    add_path(input.directories, root["cwd"]);
    add_path(input.directories, root["workspace"]["project_dir"]);
    input.model = root["model"]["display_name"].text().value_or("");
    return input;
}

std::string statusline_text(const StatuslineText& status)
{
    std::vector<std::string> parts = {status.slug};
    const auto add = [&parts](const std::string& part) {
        if (!part.empty()) parts.push_back(part);
    };
    add(status.agent);
    add(status.model);
    if (status.persistent) add("persistent");
    if (status.running_for) add(describe_duration(*status.running_for));
    if (status.others > 0) add(count_of(status.others, "other session"));
    if (status.notes_updated) add("notes updated");
    add(status.remark);
    return visible(join(parts, " · "));
}

std::string tmux_escaped(std::string_view text)
{
    std::string escaped;
    for (const char character : text) escaped.append(character == '#' ? 2 : 1, character);
    return escaped;
}

} // namespace ctask
