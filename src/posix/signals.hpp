// Signals as messages, by a signalfd.
#pragma once

#include "posix/startup.hpp"
#include "posix/waitable_fd.hpp"
#include "world/signals.hpp"

#include <optional>

namespace ctask {

class PosixSignals : public Signals {
  public:
    /// `caller` as take_over_process() gave it: its signals are blocked already, so none is lost before the
    /// first look.
    PosixSignals(asio::io_context& context, const CallerSignals& caller) : context_(context), caller_(caller)
    {
    }

    Task<> ready() override;
    std::optional<Signal> take() override;
    bool stop_self(int signal) override;
    /// Takes a SIGCONT that waits, so that the next stop is one.
    void take_continuation();
    bool leads_session() const override;
    bool in_our_group(pid_t pid) const override;
    bool is_our_shell(pid_t pid) const override;

  private:
    WaitableFd& queue();

    asio::io_context& context_;
    CallerSignals caller_;
    /// Made when first looked at: most commands never do.
    std::optional<WaitableFd> queue_;
};

} // namespace ctask
