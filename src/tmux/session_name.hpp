// What the tmux session of a workspace is called: the same as with the earlier tool, so that its sessions are
// found too.
#pragma once

#include <string>

namespace ctask {

/// ctask-CATEGORY-SLUG-HASH6. `path` is the workspace's, absolute; it is cleaned of `.`, `..` and double
/// slashes first.
std::string tmux_session_name(const std::string& category, const std::string& slug, const std::string& path);

} // namespace ctask
