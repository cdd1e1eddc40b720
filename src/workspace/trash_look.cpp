// The note of the last look through the trash, and the rule of the two looks.
#include "workspace/trash_look.hpp"

#include "workspace/layout.hpp"

#include <algorithm>
#include <array>

namespace ctask {
namespace {

constexpr std::size_t kLookLimit = 64;

} // namespace

std::optional<WallTime> read_last_look(const Directory& trash)
{
    const FileContent content = trash.read(layout::kTrashLook, kLookLimit);
    return content.present() ? parse_time(content.bytes.substr(0, content.bytes.find('\n'))) : std::nullopt;
}

void remember_look(Directory& trash, WallTime now)
{
    trash.sweep(std::array<std::string_view, 1>{layout::kTrashLook});
    trash.write(layout::kTrashLook, format_time(now) + "\n", Durability::buffered, kPrivateFile);
}

bool is_new_look(const std::optional<WallTime>& last_look, WallTime now)
{
    return !last_look || *last_look > now || *last_look + kBetweenLooks <= now;
}

bool is_expired(WallTime trashed_at, const std::optional<WallTime>& last_look, WallTime now)
{
    return last_look && trashed_at + kKeptInTrash < *last_look && *last_look + kBetweenLooks <= now;
}

WallTime expires_at(WallTime trashed_at, const std::optional<WallTime>& last_look, WallTime now)
{
    const WallTime too_old = trashed_at + kKeptInTrash;
    const bool counts = last_look && *last_look <= now;
    if (counts && too_old < *last_look) return *last_look + kBetweenLooks;
    WallTime next_look = std::max(too_old, now);
    if (counts) next_look = std::max(next_look, *last_look + kBetweenLooks);
    return next_look + kBetweenLooks;
}

} // namespace ctask
