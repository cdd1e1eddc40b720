// Removing for good: nothing goes but from the trash, and nothing there but under a name that says so.
#pragma once

#include "workspace/settings.hpp"
#include "workspace/trash.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// Removes what move_to_trash moved, if it still is that very directory. `moved.name` is the one that it ends
/// under. Ended early or killed, the rest goes at the next remove_expired; with
/// by_another somebody else's is at it, and it can be called again.
Removal remove_for_good(Files& files, InTrash& moved, const KeepGoing& go_on);

/// Removes what has been in the trash of a root for longer than kKeptInTrash, by the time in its name (now
/// and at an earlier look) and by the times of its files, and what was left of an earlier removal. Names that
/// are not ctask's are left alone, and so is a trash that is no directory of the caller's. Ends early when
/// `go_on` says so. Returns what went wrong, a line each; what an earlier removal had to leave is not told
/// again. Never throws.
std::vector<std::string> remove_expired(Files& files, const std::vector<std::string>& roots, uid_t owner,
                                        WallTime now, const KeepGoing& go_on);

/// "3 entries stay in PATH: PATH (something is mounted on it)", or "PATH stays: Permission denied"; for a
/// removal that did not finish.
std::string describe_left(const Removal& removal, const std::string& path);

} // namespace ctask
