// Starts the owner in the pane's environment; when it is killed, adopts its agent.
#include "tmux/pane.hpp"

#include "session/adoption.hpp"
#include "session/child.hpp"
#include "session/launch.hpp"
#include "session/troubles.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// What tmux says of the pane goes before what the other terminal said of itself.
const std::vector<std::string> kOfThePane = {"TMUX", "TMUX_PANE", "TERM", "TERM_PROGRAM",
                                             "TERM_PROGRAM_VERSION"};
/// The size of the other terminal, and the screen that it may stand in.
const std::vector<std::string> kOfTheOther = {"LINES", "COLUMNS", "STY", "WINDOW"};

void drop(std::vector<std::string>& environment, const std::vector<std::string>& names)
{
    std::erase_if(environment, [&names](const std::string& entry) {
        const std::string name = entry.substr(0, entry.find('='));
        return std::find(names.begin(), names.end(), name) != names.end();
    });
}

std::vector<std::string> environment_in_pane(const World& world, std::vector<std::string> environment)
{
    drop(environment, kOfThePane);
    drop(environment, kOfTheOther);
    std::vector<std::pair<std::string, std::string>> own;
    for (const std::string& name : kOfThePane)
        if (const auto value = world.environment.get(name)) own.emplace_back(name, *value);
    return with_variables(std::move(environment), own);
}

/// Opened before it is needed: it may be moved while the session runs. Nothing where it cannot be opened,
/// which the owner tells.
std::optional<Workspace> open_now(World& world, const Letter& letter)
{
    try {
        return open_workspace(world.files, letter.workspace, letter.root, Broken::allowed);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace

Task<PaneOutcome> keep_pane(World& world, Events& events, Letter letter, std::vector<std::string> owner,
                            ScanRules rules, std::optional<Nanoseconds> timeout)
{
    Troubles troubles(events);
    std::optional<Workspace> workspace = open_now(world, letter);
    troubles.attempt([&world] { world.processes.adopt_orphans(); },
                     "the agent is lost when its ctask is killed");
    Command command;
    command.program = world.host().program;
    command.argv = {"ctask"};
    for (std::string& word : owner) command.argv.push_back(std::move(word));
    command.environment = environment_in_pane(world, letter.environment);
    const std::unique_ptr<Child> child = world.processes.start(command);
    const pid_t pid = child->pid();

    PaneOutcome outcome;
    outcome.ending = co_await watch_child(world, troubles, *child, std::nullopt, nullptr);
    if (!outcome.ending.killed || !workspace) co_return outcome;
    Plan plan;
    plan.workspace = std::move(*workspace);
    plan.mode = kPersistent;
    plan.rules = std::move(rules);
    plan.timeout = timeout;
    outcome.adopted = co_await adopt_session(world, events, std::move(plan), pid);
    if (outcome.adopted) outcome.ending = outcome.adopted->ending;
    co_return outcome;
}

} // namespace ctask
