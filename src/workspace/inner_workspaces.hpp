// Workspaces that lie in another one: made by an agent, or moved there.
#pragma once

#include "world/directory.hpp"
#include "world/whole_tree.hpp"

#include <string>
#include <vector>

namespace ctask {

/// Every directory below `top`, at whatever depth, that holds a task.yaml and a `.ctask`, by its path from
/// there. Links are not followed; what git keeps for itself, and what cannot be read, is passed over. `go_on`
/// is called as for a survey. Never throws on its own account.
std::vector<std::string> find_workspaces_inside(const Directory& top, const KeepGoing& go_on);

} // namespace ctask
