// task.yaml: read, written anew, and changed in place, where everything that is not ours to change must stay.
#include "fuzz/claim.hpp"
#include "fuzz/refusal.hpp"
#include "fuzz/targets.hpp"

#include "base/text.hpp"
#include "record/task_file.hpp"
#include "record/task_text.hpp"

#include <algorithm>

namespace ctask::fuzz {

namespace {

using Values = std::map<std::string, std::string>;

void claim_same_task(const TaskFile& left, const TaskFile& right)
{
    claim(left.id == right.id && left.slug == right.slug && left.title == right.title,
          "a task keeps its names");
    claim(left.created_at == right.created_at && left.updated_at == right.updated_at &&
              left.archived_at == right.archived_at,
          "a task keeps its times");
    claim(left.status == right.status && left.category == right.category && left.type == right.type &&
              left.mode == right.mode && left.launch_dir == right.launch_dir,
          "a task keeps its kind");
    claim(left.agent.name() == right.agent.name() && left.agent.args == right.agent.args &&
              left.agent.env == right.agent.env,
          "a task keeps its agent");
}

/// A new file has whole seconds.
void round_times(TaskFile& task)
{
    for (auto* time : {&task.created_at, &task.updated_at, &task.archived_at})
        if (*time) *time = std::chrono::floor<Seconds>(**time);
}

void claim_round_trip(TaskFile task)
{
    round_times(task);
    claim_same_task(parse_task_file(format_task_file(task), "t"), task);
}

/// Without the ends of the lines: the last one gets an end when a line is added behind it.
std::vector<std::string> comments_of(std::string_view text)
{
    std::vector<std::string> lines = split_lines(text);
    for (std::string& line : lines)
        if (line.ends_with('\r')) line.pop_back();
    std::erase_if(lines, [](const std::string& line) {
        const std::size_t first = line.find_first_not_of(' ');
        return first == std::string::npos || line[first] != '#';
    });
    return lines;
}

/// Each member that `values` does not name is there again, in the same order.
void claim_rest_is_kept(std::string_view before, std::string_view after, const Values& values)
{
    const YamlDocument old_document = read_task_text(before, "t");
    const YamlDocument new_document = read_task_text(after, "t");
    auto next = new_document.root.members.begin();
    const auto end = new_document.root.members.end();
    for (const YamlMember& member : old_document.root.members) {
        if (member.key.kind == YamlNode::Kind::scalar && values.count(member.key.text) != 0) continue;
        next = std::find_if(next, end, [&](const YamlMember& kept) {
            return is_same(kept.key, member.key) && is_same(kept.value, member.value);
        });
        claim(next != end, "what is not changed stays");
        ++next;
    }
}

/// What archiving and every start of a session do. These values have no comments of their own, so that each
/// line of comments must stay.
void try_new_state(std::string_view text)
{
    const std::string time = "2026-11-23T07:04:05Z";
    const Values values = {{"status", "archived"}, {"updated_at", time}};
    std::string changed;
    if (!is_accepted([&] { changed = change_task_file(text, values, "t"); })) return;
    const TaskFile task = parse_task_file(changed, "t");
    claim(task.archived() && task.updated_at == parse_time(time), "what is set is read");
    claim_rest_is_kept(text, changed, values);
    claim(comments_of(text) == comments_of(changed), "comments stay");
    claim(change_task_file(changed, values, "t") == changed, "the same change again changes nothing");
}

void try_new_title(std::string_view text, const std::string& title)
{
    const Values values = {{"archived_at", ""}, {"title", title}};
    std::string changed;
    if (!is_accepted([&] { changed = change_task_file(text, values, "t"); })) return;
    const TaskFile task = parse_task_file(changed, "t");
    claim(task.title == title && !task.archived_at, "what is set is read, what is removed is gone");
    claim_rest_is_kept(text, changed, values);
}

void claim_title_survives(const std::string& title)
{
    TaskFile task;
    task.title = title;
    task.agent = {"claude", title, {title, ""}, {{"A", title}}};
    claim_same_task(parse_task_file(format_task_file(task), "t"), task);
}

} // namespace

void try_task_file(std::string_view bytes)
{
    const std::size_t zero = bytes.find('\0');
    const std::string title(zero == bytes.npos ? "a: b" : bytes.substr(0, zero));
    const std::string_view text = zero == bytes.npos ? bytes : bytes.substr(zero + 1);

    if (!title.empty() && is_valid_utf8(title)) claim_title_survives(title);
    TaskFile task;
    if (!is_accepted([&] { task = parse_task_file(text, "t"); })) return;
    claim(task.schema_version == kTaskSchema, "a newer schema is refused");
    claim_round_trip(task);
    try_new_state(text);
    try_new_title(text, title);
}

} // namespace ctask::fuzz
