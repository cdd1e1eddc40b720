// The processes of this machine.
#pragma once

#include "posix/clock.hpp"
#include "posix/find_program.hpp"
#include "posix/startup.hpp"
#include "world/processes.hpp"

namespace asio {
class io_context;
}

namespace ctask {

class PosixProcesses : public Processes {
  public:
    PosixProcesses(asio::io_context& context, const CallerSignals& caller)
        : context_(context), caller_(caller), born_(read_clock(CLOCK_MONOTONIC))
    {
    }

    ProgramPlace find_program(const std::string& name, const Environment& environment) const override
    {
        return ctask::find_program(name, environment);
    }
    std::unique_ptr<Child> start(const Command& command) override;
    Task<Captured> capture(Command command, Nanoseconds limit) override;
    void leave_behind(const Command& command, const std::string& input) override;
    std::optional<ProcessFacts> find(pid_t pid) const override;
    std::unique_ptr<Stranger> follow(pid_t pid) override;
    std::vector<ProcessFacts> standing_in(const Directory& directory) const override;
    std::vector<ProcessFacts> newcomers_in(const Directory& directory) const override;
    void adopt_orphans() override;
    std::unique_ptr<Child> take_over(pid_t pid) override;
    std::unique_ptr<Mailbox> put_out(const std::string& letter) override;
    std::optional<std::string> read_letter(const std::string& address) const override;
    void answer(const std::string& address, const std::string& line) override;

  private:
    asio::io_context& context_;
    CallerSignals caller_;
    /// When ctask began, by CLOCK_MONOTONIC.
    Nanoseconds born_;
};

} // namespace ctask
