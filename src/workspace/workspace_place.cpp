// Opening what holds a workspace.
#include "workspace/workspace_place.hpp"

#include "workspace/paths.hpp"

namespace ctask {

WorkspacePlace open_place(Files& files, const Workspace& workspace)
{
    WorkspacePlace place;
    place.root = files.open_directory(workspace.root);
    place.relative = path_below(workspace.path, place.root->path());
    if (place.relative.empty()) return place;
    const std::string above = parent_path(place.relative);
    if (!above.empty()) place.category = place.root->open(above);
    place.name = last_component(place.relative);
    return place;
}

} // namespace ctask
