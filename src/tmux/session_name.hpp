// What the tmux session of a workspace is called: SPEC section 10, so that sessions of the earlier tool are
// found too.
#pragma once

#include <string>

namespace ctask {

/// ctask-CATEGORY-SLUG-HASH6. `path` is the workspace's, absolute; it is cleaned of `.`, `..` and double
/// slashes first.
std::string tmux_session_name(const std::string& category, const std::string& slug, const std::string& path);

} // namespace ctask
