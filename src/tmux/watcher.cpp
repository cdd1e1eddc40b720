// Adopting from outside: tmux is asked who lives there, the kernel when that one ends.
#include "tmux/watcher.hpp"

#include "session/adoption.hpp"
#include "tmux/server.hpp"

#include <system_error>

namespace ctask {

namespace {

/// As long as it may wait for the lock, and for tmux.
constexpr Nanoseconds kToAdopt = std::chrono::seconds(15);

/// The processes of a tmux session's panes, one after the other.
class TmuxDwelling : public Dwelling {
  public:
    TmuxDwelling(World& world, TmuxServer server, std::string session)
        : world_(&world), server_(std::move(server)), session_(std::move(session))
    {
    }

    Task<std::unique_ptr<Stranger>> resident() override
    {
        const Panes panes = co_await server_.panes(session_);
        for (const pid_t pid : panes.pids) {
            std::unique_ptr<Stranger> stranger = world_->processes.follow(pid);
            if (stranger) co_return std::move(stranger);
        }
        co_return nullptr;
    }

  private:
    World* world_;
    TmuxServer server_;
    std::string session_;
};

/// What stands behind the colon; empty when there is none.
std::string reason_in(const std::string& answer)
{
    const std::string start = kNotAdopted + ": ";
    return answer.starts_with(start) ? answer.substr(start.size()) : std::string();
}

} // namespace

Task<AdoptionAttempt> have_adopted(World& world, const Directory& workspace, Letter letter)
{
    AdoptionAttempt watching;
    std::unique_ptr<Mailbox> mailbox = world.processes.put_out(sealed(letter));
    Command command;
    command.program = world.host().program;
    command.argv = {"ctask", "--watch", mailbox->address()};
    command.environment = world.environment.entries;
    command.directory = &workspace;
    try {
        world.processes.leave_behind(command, std::string());
    } catch (const std::system_error& failure) {
        watching.problem = failure.what();
        co_return std::move(watching);
    }
    const std::optional<std::string> answer = co_await mailbox->answer(kToAdopt);
    if (answer == kAdopted)
        watching.mailbox = std::move(mailbox);
    else
        watching.problem = answer ? reason_in(*answer) : "the ctask that was to watch it did not start";
    co_return std::move(watching);
}

Task<std::optional<Outcome>> adopt_in_background(World& world, Events& events, Letter letter, ScanRules rules,
                                                 std::function<void()> adopted)
{
    TmuxServer server = co_await TmuxServer::find(world, letter.tmux);
    const Panes panes = co_await server.panes(letter.tmux.session);
    if (panes.pids.empty()) co_return std::nullopt;
    Plan plan;
    plan.workspace = open_workspace(world.files, letter.workspace, letter.root, Broken::allowed);
    plan.session_id = letter.session_id;
    plan.mode = kPersistent;
    plan.tmux = {letter.tmux.session, panes.socket};
    plan.rules = std::move(rules);
    TmuxDwelling dwelling(world, server, letter.tmux.session);
    co_return co_await adopt_from_outside(world, events, std::move(plan), dwelling, adopted);
}

} // namespace ctask
