// The real world, built once by main.
#include "posix/real_world.hpp"

#include "posix/host.hpp"

#include <asio/io_context.hpp>

namespace ctask {

RealWorld::RealWorld(const CallerSignals& caller)
    : context_(std::make_unique<asio::io_context>(1)), environment_(read_environment()), clock_(*context_),
      files_(*context_), processes_(*context_, caller), signals_(*context_, caller),
      terminal_(*context_, signals_, caller)
{
}

RealWorld::~RealWorld() = default;

World RealWorld::world()
{
    const auto host = [this]() -> const Host& { return this->host(); };
    return World{*context_, clock_, files_, processes_, signals_, terminal_, host, environment_};
}

const Host& RealWorld::host()
{
    if (!host_) host_ = read_host(environment_);
    return *host_;
}

} // namespace ctask
