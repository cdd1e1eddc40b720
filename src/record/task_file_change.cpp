// change_task_file (task_file.hpp): value by value at the places where the parser found them; the result is
// read again before it is believed.
#include "record/task_file.hpp"

#include "base/text.hpp"
#include "record/task_text.hpp"
#include "record/yaml_scalar.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// Some bytes of the text that others take the place of.
struct Edit {
    std::size_t begin;
    std::size_t end;
    std::string replacement;
};

class Change {
  public:
    Change(std::string_view text, const YamlDocument& document, const std::string& name)
        : text_(text), document_(document), name_(name),
          line_break_(text.find("\r\n") == text.npos ? "\n" : "\r\n")
    {
    }

    void set(const std::string& key, const std::string& value)
    {
        const YamlMember* member = find(key);
        if (member && !value.empty()) replace(*member, value);
        if (member && value.empty()) remove(*member);
        if (!member && !value.empty()) append(key, value);
    }

    /// The text with all that was set.
    std::string result();

  private:
    const YamlMember* find(const std::string& key) const;
    void replace(const YamlMember& member, const std::string& value);
    void remove(const YamlMember& member);
    void append(const std::string& key, const std::string& value);
    [[noreturn]] void refuse(const YamlMember& member, const std::string& why) const;

    std::string_view text_;
    const YamlDocument& document_;
    const std::string& name_;
    std::string line_break_;
    std::vector<Edit> edits_;
    std::string appended_;
};

const YamlMember* Change::find(const std::string& key) const
{
    for (const YamlMember& member : document_.root.members)
        if (member.key.kind == YamlNode::Kind::scalar && member.key.text == key) return &member;
    return nullptr;
}

void Change::refuse(const YamlMember& member, const std::string& why) const
{
    throw yaml_failure(name_, member.key.line, "cannot change " + visible(member.key.text) + ": " + why);
}

/// Times stay without quotes where they are without, in quotes where they are in quotes: readers that give
/// times a type of their own tell the two apart.
std::string written_like(const YamlNode& old, const std::string& value)
{
    const bool quoted = !old.plain && !old.is_null();
    if (quoted) return quoted_yaml_scalar(value);
    return parse_time(value) ? value : yaml_scalar(value);
}

void Change::replace(const YamlMember& member, const std::string& value)
{
    const YamlNode& old = member.value;
    if (old.kind == YamlNode::Kind::scalar && !old.is_null() && old.text == value) return;
    if (old.kind != YamlNode::Kind::scalar) refuse(member, "expected text");
    if (old.block_scalar) refuse(member, "expected text on one line");
    if (old.anchored) refuse(member, "expected text without an anchor");
    const bool empty = old.begin == old.end;
    edits_.push_back({old.begin, old.end, (empty ? " " : "") + written_like(old, value)});
}

/// Whole lines, so that a comment behind the value goes with it.
void Change::remove(const YamlMember& member)
{
    const YamlNode& old = member.value;
    if (document_.root.flow) refuse(member, "expected each key on a line of its own");
    if (old.kind != YamlNode::Kind::scalar || old.block_scalar) refuse(member, "expected text on one line");
    if (old.anchored) refuse(member, "expected text without an anchor");
    const std::size_t break_before = text_.substr(0, member.key.begin).rfind('\n');
    const std::size_t break_behind = text_.find('\n', std::max(member.key.end, old.end));
    const bool is_last = break_behind == text_.npos;
    std::size_t begin = break_before == text_.npos ? 0 : break_before + 1;
    // The last line had no line feed; the one before it then has none either.
    if (is_last && begin > 0) begin -= text_.substr(0, begin).ends_with("\r\n") ? 2 : 1;
    edits_.push_back({begin, is_last ? text_.size() : break_behind + 1, ""});
}

void Change::append(const std::string& key, const std::string& value)
{
    if (document_.root.flow)
        throw yaml_failure(name_, document_.root.line,
                           "cannot add " + key + ": expected a mapping without brackets");
    const std::size_t first = document_.root.members.empty() ? 0 : document_.root.members.front().key.begin;
    const std::size_t before = text_.substr(0, first).rfind('\n');
    const std::size_t indentation = before == text_.npos ? first : first - before - 1;
    const std::string written = parse_time(value) ? value : yaml_scalar(value);
    appended_ += std::string(indentation, ' ') + yaml_scalar(key) + ": " + written + line_break_;
}

std::string Change::result()
{
    const auto by_place = [](const Edit& left, const Edit& right) { return left.begin < right.begin; };
    std::sort(edits_.begin(), edits_.end(), by_place);
    std::string changed;
    std::size_t done = 0;
    const auto copy_until = [&](std::size_t end) {
        if (end > done) changed += text_.substr(done, end - done);
        done = std::max(done, end);
    };
    for (const Edit& edit : edits_) {
        copy_until(edit.begin);
        changed += edit.replacement;
        done = std::max(done, edit.end);
    }
    copy_until(document_.end);
    if (!appended_.empty() && !changed.empty() && !changed.ends_with('\n')) {
        changed += changed.ends_with('\r') ? "\n" : line_break_;
        appended_.resize(appended_.size() - line_break_.size());
    }
    changed += appended_;
    copy_until(text_.size());
    return changed;
}

/// Whether `after` is `before` with these values and nothing else different.
bool is_as_wanted(const YamlNode& before, const YamlNode& after,
                  const std::map<std::string, std::string>& values)
{
    std::map<std::string, std::string> missing = values;
    auto next = after.members.begin();
    for (const YamlMember& member : before.members) {
        const auto wanted =
            member.key.kind == YamlNode::Kind::scalar ? values.find(member.key.text) : values.end();
        if (wanted != values.end()) missing.erase(member.key.text);
        if (wanted != values.end() && wanted->second.empty()) continue;
        if (next == after.members.end() || !is_same(next->key, member.key)) return false;
        const YamlNode& value = next->value;
        const bool good = wanted == values.end() ? is_same(value, member.value)
                                                 : value.kind == YamlNode::Kind::scalar &&
                                                       value.text == wanted->second && !value.is_null();
        if (!good) return false;
        ++next;
    }
    std::erase_if(missing, [](const auto& value) { return value.second.empty(); });
    return static_cast<std::size_t>(after.members.end() - next) == missing.size() &&
           std::all_of(next, after.members.end(), [&missing](const YamlMember& member) {
               const auto wanted = missing.find(member.key.text);
               return wanted != missing.end() && member.value.text == wanted->second;
           });
}

} // namespace

std::string change_task_file(std::string_view text, const std::map<std::string, std::string>& values,
                             const std::string& name)
{
    const YamlDocument before = read_task_text(text, name);
    task_of(before.root, name);
    const std::string mark(byte_order_mark(text));
    Change change(text.substr(mark.size()), before, name);
    for (const auto& [key, value] : values) change.set(key, value);

    std::string changed = mark + change.result();
    const YamlDocument after = read_task_text(changed, name);
    task_of(after.root, name);
    if (!is_as_wanted(before.root, after.root, values))
        throw yaml_failure(name, before.root.line,
                           "cannot be changed without harm: expected one plain key a line");
    return changed;
}

} // namespace ctask
