// Deleting a workspace.
#include "session/deletion.hpp"

#include "base/error.hpp"
#include "record/trash_note.hpp"
#include "session/stillness.hpp"
#include "workspace/layout.hpp"
#include "workspace/opening.hpp"
#include "workspace/paths.hpp"

#include <exception>
#include <system_error>

namespace ctask {

namespace {

bool lies_in(const Directory* directory, const Workspace& workspace)
{
    if (directory == nullptr) return false;
    return directory->stamp().same_file(workspace.directory->stamp()) ||
           !path_below(directory->path(), workspace.path).empty();
}

bool may_go_on_without_lock(const std::exception_ptr& failure, const Directory& workspace)
{
    try {
        const std::optional<FileStamp> state = workspace.stamp_of(layout::kState);
        if (state && state->kind != FileKind::directory) return true;
        std::rethrow_exception(failure);
    } catch (const std::system_error& error) {
        return error.code().value() == ENOSPC || error.code().value() == EDQUOT;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace

std::optional<DeletionRefusal> why_not_deleted(const DeletionFacts& facts)
{
    if (facts.of_another_user) return DeletionRefusal::of_another_user;
    if (facts.stands_in_it) return DeletionRefusal::stands_in_it;
    if (facts.session_live) return DeletionRefusal::session_live;
    if (facts.named_by_environment) return DeletionRefusal::named_by_environment;
    if (facts.mount_inside) return DeletionRefusal::mount_inside;
    if (facts.session_live_inside) return DeletionRefusal::session_live_inside;
    if (facts.in_trash && !facts.for_good) return DeletionRefusal::in_trash;
    return std::nullopt;
}

DeletionFacts look_before_deletion(World& world, const Workspace& workspace, bool for_good,
                                   const std::vector<LeaseOnDisk>& live)
{
    DeletionFacts facts;
    facts.for_good = for_good;
    facts.of_another_user = workspace.directory->stamp().owner != world.host().uid;
    facts.in_trash = lies_in_trash(workspace.path);
    const Environment& environment = world.environment;
    const auto standing = open_if_possible(world.files, environment.working_directory);
    facts.stands_in_it = lies_in(standing.get(), workspace);
    const auto named = open_if_possible(world.files, environment.get_or("CTASK_WORKSPACE", ""));
    facts.named_by_environment = named && named->stamp().same_file(workspace.directory->stamp());
    facts.session_live = !live.empty();
    return facts;
}

std::optional<LiveInside> find_live_inside(World& world, const Workspace& workspace,
                                           const std::vector<std::string>& places)
{
    for (const std::string& place : places) {
        try {
            const std::unique_ptr<Directory> inner = workspace.directory->open(place);
            const std::vector<LeaseOnDisk> live = live_among(look_at_leases(world, *inner));
            if (!live.empty()) return LiveInside{place, live.front()};
        } catch (const std::system_error&) {
            continue;
        }
    }
    return std::nullopt;
}

Task<Deletion> delete_workspace(World& world, const Workspace& workspace,
                                const std::vector<std::string>& inside)
{
    Stillness stillness;
    std::exception_ptr failure;
    try {
        stillness = co_await hold_still(world, *workspace.directory);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure && !may_go_on_without_lock(failure, *workspace.directory)) std::rethrow_exception(failure);

    Deletion deletion;
    const std::vector<LeaseOnDisk> live =
        failure ? live_among(look_at_leases(world, *workspace.directory)) : stillness.live;
    if (!live.empty()) {
        deletion.in_use = live.front();
        co_return deletion;
    }
    deletion.in_use_inside = find_live_inside(world, workspace, inside);
    if (deletion.in_use_inside) co_return deletion;
    // What lies in the trash has its note already, and a second move would spoil it for nothing.
    if (lies_in_trash(workspace.path))
        deletion.moved = already_in_trash(world.files, workspace);
    else
        deletion.moved = move_to_trash(world.files, workspace, world.clock.now(), kDeleted);
    co_return deletion;
}

} // namespace ctask
