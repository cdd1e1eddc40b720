// Holding a workspace still.
#include "session/stillness.hpp"

#include "session/session_id.hpp"
#include "session/sweeping.hpp"
#include "session/write_lock.hpp"

namespace ctask {

Task<Stillness> hold_still(World& world, Directory& workspace)
{
    Stillness stillness;
    stillness.state = ensure_state(workspace);
    const std::string id = make_session_id(world.host(), world.clock.now());
    stillness.lock = co_await acquire_write_lock(world, *stillness.state, id, Heed::nothing);
    sweep_half_written(workspace, *stillness.state);
    stillness.live = live_among(read_leases(world, workspace, *stillness.state));
    co_return stillness;
}

} // namespace ctask
