// Asio throws at an await of a coroutine that was cancelled.
#include "world/clock.hpp"

namespace ctask {

Task<> Clock::sleep_until(BootTime deadline)
{
    while (since_boot() < deadline) co_await sleep_until_or_cancelled(deadline);
}

} // namespace ctask
