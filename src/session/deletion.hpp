// Deleting a workspace: what speaks against it, and the move under the lock.
#pragma once

#include "async/task.hpp"
#include "session/leases.hpp"
#include "workspace/trash.hpp"
#include "workspace/workspace.hpp"
#include "world/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// Everything that can speak against deleting a workspace, or removing it for good.
struct DeletionFacts {
    bool for_good = false;
    bool of_another_user = false;
    /// It lies in a trash.
    bool in_trash = false;
    /// The working directory lies in it.
    bool stands_in_it = false;
    /// CTASK_WORKSPACE names it.
    bool named_by_environment = false;
    bool session_live = false;
    bool mount_inside = false;
    /// In a workspace that lies in it.
    bool session_live_inside = false;
};

enum class DeletionRefusal {
    of_another_user,
    stands_in_it,
    named_by_environment,
    session_live,
    mount_inside,
    session_live_inside,
    /// Either of these, by a lease that cannot be read: never what why_not_deleted() returns.
    session_unknown,
    /// Moving it there is no use; removing it for good is.
    in_trash,
};

/// The first that holds, gravest first; nothing when the workspace may go.
std::optional<DeletionRefusal> why_not_deleted(const DeletionFacts& facts);

/// What can be known without a walk: all that does not lie inside. `live` is who is in the workspace.
DeletionFacts look_before_deletion(World& world, const Workspace& workspace, bool for_good,
                                   const std::vector<LeaseOnDisk>& live);

/// A session in a workspace that lies in the one that is to be deleted.
struct LiveInside {
    /// Where, from the outer one.
    std::string place;
    LeaseOnDisk lease;
};

/// The first live session in one of the workspaces that lie at these places in `workspace`
/// (find_workspaces_inside). One that cannot be opened is passed over.
std::optional<LiveInside> find_live_inside(World& world, const Workspace& workspace,
                                           const std::vector<std::string>& places);

/// One of the three.
struct Deletion {
    std::optional<InTrash> moved;
    /// Somebody has come in since the first look, and everything is as it was.
    std::optional<LeaseOnDisk> in_use;
    std::optional<LiveInside> in_use_inside;
};

/// Holds the workspace still, looks again for sessions, also at these places inside, and moves it to the
/// trash, unless it lies there already. Throws Failure, LockTimeout included, having moved nothing. Where no
/// lock can be made for want of space, or because `.ctask` is no directory, no session can take a lease
/// either: the move then goes on without.
Task<Deletion> delete_workspace(World& world, const Workspace& workspace,
                                const std::vector<std::string>& inside);

} // namespace ctask
