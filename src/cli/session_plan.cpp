// Everything that was decided, put where the session finds it.
#include "cli/session_plan.hpp"

#include "cli/notice.hpp"
#include "session/launch.hpp"
#include "session/session_id.hpp"
#include "workspace/finding.hpp"
#include "workspace/layout.hpp"

namespace ctask {

namespace {

void append(std::vector<std::string>& words, const std::vector<std::string>& more)
{
    words.insert(words.end(), more.begin(), more.end());
}

bool has_lease(const Workspace& workspace)
{
    try {
        return workspace.directory->stamp_of(layout::kState + "/" + layout::kLease).has_value();
    } catch (const std::system_error&) {
        // What is wrong there is told by the claim.
        return false;
    }
}

void set_command(World& world, Streams& streams, const Settings& settings, const SessionOptions& options,
                 const FoundAgent& agent, Plan& plan)
{
    std::string warning;
    plan.launch_directory = open_launch_directory(plan.workspace, warning);
    if (!warning.empty()) notice(streams, warning);
    const Directory& start = plan.launch_directory ? *plan.launch_directory : *plan.workspace.directory;
    plan.command.directory = &start;
    plan.command.program = agent.place.path;
    plan.command.argv = {agent.choice.command};
    append(plan.command.argv, agent.choice.args);
    append(plan.command.argv, options.arguments);
    const auto variables = session_variables(plan.workspace, settings, start.path());
    plan.command.environment = with_variables(world.environment.entries, variables);
    plan.agent_environment = agent.choice.env;
}

} // namespace

SessionIdentity identify_session(const Host& host, const CommandLine& line, WallTime began)
{
    SessionIdentity identity;
    if (!line.pane) {
        identity.session_id = make_session_id(host, began);
        return identity;
    }
    identity.session_id = line.pane->session_id;
    identity.mode = kPersistent;
    identity.tmux = line.pane->tmux;
    return identity;
}

Plan make_plan(World& world, Streams& streams, const Settings& settings, const SessionOptions& options,
               const SessionIdentity& identity, Workspace workspace, const FoundAgent& agent)
{
    Plan plan;
    plan.workspace = std::move(workspace);
    // Told beside a session that is in there; to find it takes a look through all roots.
    if (has_lease(plan.workspace))
        plan.word =
            word_for(world.files, settings, plan.workspace, {plan.workspace.slug(), plan.workspace.name});
    plan.agent = agent.choice.name;
    plan.is_shell = options.shell;
    plan.named_by = named_by(agent.choice, plan.workspace.path);
    set_command(world, streams, settings, options, agent, plan);
    plan.session_id = identity.session_id;
    plan.mode = identity.mode;
    plan.tmux = identity.tmux;
    plan.rules = ScanRules(settings.ignore);
    plan.force = options.force;
    plan.wait = options.wait;
    plan.wait_limit = options.wait_limit;
    plan.no_input = options.no_input;
    plan.timeout = options.timeout;
    return plan;
}

} // namespace ctask
