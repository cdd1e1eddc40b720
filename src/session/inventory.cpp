// Everything in a fresh workspace, listed and looked at again.
#include "session/inventory.hpp"

#include "workspace/layout.hpp"
#include "workspace/tree_visit.hpp"
#include "world/temporary_names.hpp"

namespace ctask {
namespace {

bool is_own_in_sessions(const std::string& name)
{
    if (name.find('/') != std::string::npos) return false;
    return name.ends_with(".json") || name.ends_with(".manifest-start") || is_temporary_name(name);
}

bool is_own_in_state(const std::string& name)
{
    for (const std::string* own :
         {&layout::kLease, &layout::kCoexisting, &layout::kWriteLock, &layout::kTrashNote,
          &layout::kStartManifest, &layout::kSummary, &layout::kHistory, &layout::kShell,
          &layout::kBashStartUp, &layout::kZshStartUp})
        if (name == *own) return true;
    if (name.find('/') != std::string::npos) return false;
    return is_temporary_name(name);
}

/// Whether ctask itself writes this during a session. Whatever else lies in `.ctask` is somebody's work.
bool is_own(const std::string& path)
{
    const std::string state = layout::kState + "/";
    const std::string sessions = state + layout::kCoexisting + "/";
    if (path.starts_with(sessions)) return is_own_in_sessions(path.substr(sessions.size()));
    if (path.starts_with(state)) return is_own_in_state(path.substr(state.size()));
    return path == layout::kSessionsLog || is_temporary_name(path, layout::kTaskFile);
}

/// The times of a directory change whenever ctask puts a file of its own there.
bool is_same(const FileStamp& before, const FileStamp& now)
{
    bool same = before.same_file(now) && before.kind == now.kind && before.mode == now.mode;
    if (!same || now.kind == FileKind::directory) return same;
    return before.size == now.size && before.modified == now.modified && before.changed == now.changed;
}

} // namespace

Inventory take_inventory(const Directory& workspace)
{
    Inventory inventory;
    inventory.root = workspace.stamp();
    visit_tree(workspace, [&](const std::string& path, const FileStamp& stamp) {
        if (!is_own(path)) inventory.entries.emplace(path, stamp);
        return NextStep::enter;
    });
    return inventory;
}

bool is_unchanged(const Inventory& before, const Directory& workspace)
{
    try {
        if (!workspace.stamp().same_file(before.root)) return false;
        std::size_t found = 0;
        bool all_known = visit_tree(workspace, [&](const std::string& path, const FileStamp& stamp) {
            if (is_own(path)) return NextStep::enter;
            auto known = before.entries.find(path);
            ++found;
            bool same = known != before.entries.end() && is_same(known->second, stamp);
            return same ? NextStep::enter : NextStep::stop;
        });
        return all_known && found == before.entries.size();
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace ctask
