// The names of what is in the trash, made and read.
#include "workspace/trash_name.hpp"

#include "base/unicode.hpp"
#include "workspace/layout.hpp"

namespace ctask {
namespace {

/// With the time, the marks and a number it stays below 255 bytes, the limit of most file systems.
constexpr std::size_t kNameBytes = 200;
constexpr std::size_t kTimeBytes = std::string_view("20261123T070405Z").size();

/// Exactly what format_time_compactly writes.
std::optional<WallTime> parse_time_compactly(std::string_view text)
{
    std::string spelt(text);
    for (const std::size_t at : {13U, 11U}) spelt.insert(at, ":");
    for (const std::size_t at : {6U, 4U}) spelt.insert(at, "-");
    const std::optional<WallTime> time = parse_time(spelt);
    return time && format_time_compactly(*time) == text ? time : std::nullopt;
}

/// Cut between characters where the name has any.
std::string cut(const std::string& name)
{
    if (name.size() <= kNameBytes) return name;
    std::size_t end = 0;
    for (std::size_t at = 0; at < name.size() && at <= kNameBytes;) {
        end = at;
        next_character(name, at);
    }
    return name.substr(0, end);
}

} // namespace

std::string trash_name(WallTime now, const std::string& name, bool being_removed, int ordinal)
{
    std::string result = being_removed ? layout::kBeingRemoved : "";
    result += format_time_compactly(now) + "_" + cut(name);
    return ordinal > 1 ? result + "-" + std::to_string(ordinal) : result;
}

std::optional<TrashName> parse_trash_name(const std::string& name)
{
    TrashName parsed;
    parsed.being_removed = name.starts_with(layout::kBeingRemoved);
    const std::string rest = parsed.being_removed ? name.substr(layout::kBeingRemoved.size()) : name;
    if (rest.size() < kTimeBytes + 2 || rest[kTimeBytes] != '_') return std::nullopt;
    const std::optional<WallTime> time = parse_time_compactly(std::string_view(rest).substr(0, kTimeBytes));
    if (!time) return std::nullopt;
    parsed.trashed_at = *time;
    parsed.name = rest.substr(kTimeBytes + 1);
    return parsed;
}

} // namespace ctask
