// The commands that start or join a session: a plan from the command line, an exit status from its outcome.
#include "cli/session_command.hpp"

#include "async/combine.hpp"
#include "base/error.hpp"
#include "cli/found_agent.hpp"
#include "cli/named_workspace.hpp"
#include "cli/notice.hpp"
#include "cli/notification.hpp"
#include "cli/old_trash.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/report_output.hpp"
#include "cli/session_in_tmux.hpp"
#include "cli/session_options.hpp"
#include "cli/session_plan.hpp"
#include "cli/session_refusals.hpp"
#include "report/session_report.hpp"
#include "session/exit_status.hpp"
#include "session/run.hpp"
#include "workspace/creation.hpp"
#include "workspace/finding.hpp"
#include "workspace/repository.hpp"

namespace ctask {

namespace {

/// One command's run, from settings to report.
class SessionCommand {
  public:
    SessionCommand(World& world, Streams& streams, const CommandLine& line)
        : world_(world), streams_(streams), line_(line), reporter_(report_output(world, streams), world.clock)
    {
        // Before anything can fail, so that no launcher reads what another run has left there.
        if (const auto target = line.get("report")) write_report_ = streams.open_report(*target);
        reported_.began = world.clock.now();
        identity_ = identify_session(world.host(), line, reported_.began);
        reported_.session_id = identity_.session_id;
        reported_.hostname = world.host().hostname;
        reported_.mode = identity_.mode;
    }

    Exit run()
    {
        Outcome outcome;
        try {
            options_ = read_session_options(line_);
            settings_ = read_settings(world_, streams_);
            visits_tmux_ = is_to_visit_tmux();
            if (visits_tmux_) reported_.mode = kPersistent;
            outcome = line_.command->name == "new" ? run_new() : run_existing();
        } catch (const UsageError& error) {
            reported_.exit_status = kWrongUsage;
            report_failure(error);
            throw;
        } catch (const std::exception& failure) {
            report_failure(failure);
            throw;
        }
        tell_the_end(outcome);
        const bool made_one = line_.command->name == "new" && !outcome.ending.from_outside;
        if (made_one) let_old_trash_go(world_, streams_, settings_);
        return visited_.value_or(exit_by(outcome.ending));
    }

  private:
    bool is_to_visit_tmux() const
    {
        if (line_.pane || line_.has("no-launch")) return false;
        if (line_.command->name == "attach") return true;
        return settings_.session_mode.value == kPersistent && !line_.has("direct");
    }

    Outcome run_new()
    {
        const bool launch = !line_.has("no-launch");
        const AgentChoice wanted = choose_agent(options_.agent, AgentEntry{}, settings_);
        const FoundAgent agent =
            find_agent(world_, options_.shell ? choose_shell(world_.environment) : wanted, line_);
        if (launch && agent.place.error != 0) return tell_not_started(agent);

        if (visits_tmux_) require_tmux_for_new(world_, streams_, line_, settings_);

        NewWorkspace blueprint;
        blueprint.title = line_.argument.value_or("");
        blueprint.category = line_.get("category");
        blueprint.project = line_.has("project");
        // A path is kept whole: the next session may be started from elsewhere. A profile is kept by its
        // name: what that stands for may change.
        const bool is_path = !wanted.profile && wanted.command.find('/') != std::string::npos;
        blueprint.agent.command = is_path && !options_.shell ? agent.place.path : wanted.named.value;
        const WallTime now = world_.clock.now();
        Workspace workspace = create_workspace(world_.files, settings_, blueprint, now);
        reporter_.tell(Created{workspace.category(), workspace.name, workspace.path});
        report_workspace(workspace);
        if (blueprint.project) make_repository(workspace);
        if (!launch) {
            print(streams_, workspace.path + "\n");
            Outcome outcome;
            outcome.ending.kind = Ending::Kind::not_launched;
            return outcome;
        }
        if (visits_tmux_) return visit(workspace, std::nullopt);
        Plan plan = plan_for(std::move(workspace), agent);
        plan.created = take_inventory(*plan.workspace.directory);
        return run_plan(std::move(plan));
    }

    void make_repository(const Workspace& workspace)
    {
        const std::string missing = run_to_completion(world_.context, init_repository(world_, workspace));
        if (!missing.empty()) notice(streams_, missing);
    }

    Outcome run_existing()
    {
        const bool opens = line_.command->name == "open";
        Workspace workspace =
            line_.command->name == "last"
                ? most_recent_workspace(world_.files, settings_)
                : named_workspace(world_, settings_, line_, opens ? Broken::allowed : Broken::refused);
        refuse_trashed(workspace);
        report_workspace(workspace);
        // With a broken task.yaml only open comes so far: a shell is what mends it.
        if (!workspace.problem.empty()) notice(streams_, workspace.problem);
        // What runs can be joined whatever its workspace has become.
        std::optional<Running> running;
        if (visits_tmux_) running = look_for_session(world_, streams_, line_, settings_, workspace);
        if (running) return visit(workspace, std::move(running));
        refuse_unfit(world_, settings_, line_, workspace);
        if (!visits_tmux_) adopt_orphan(world_, streams_, workspace);
        AgentChoice choice = options_.shell ? choose_shell(world_.environment)
                                            : choose_agent(options_.agent, workspace.task.agent, settings_);
        const FoundAgent agent = find_agent(world_, std::move(choice), line_);
        if (agent.place.error != 0) return tell_not_started(agent);
        if (visits_tmux_) return visit(workspace, std::nullopt);
        return run_plan(plan_for(std::move(workspace), agent));
    }

    std::string short_word_for(const Workspace& workspace) const
    {
        return word_for(world_.files, settings_, workspace, {workspace.slug(), workspace.name});
    }

    Plan plan_for(Workspace workspace, const FoundAgent& agent)
    {
        return make_plan(world_, streams_, settings_, options_, identity_, std::move(workspace), agent);
    }

    Outcome run_plan(Plan plan)
    {
        reported_.agent = plan.agent;
        Outcome outcome = run_to_completion(world_.context, run_session(world_, reporter_, std::move(plan)));
        if (outcome.ending.kind == Ending::Kind::declined) notice(streams_, "nothing was started");
        return outcome;
    }

    /// Joins the session that runs in tmux, or begins one there, whose ctask then writes the report. Of one
    /// that was joined the end is reported here, when it was seen.
    Outcome visit(const Workspace& workspace, std::optional<Running> running)
    {
        bool joins = running.has_value();
        Visit visit;
        std::vector<std::string> told;
        const auto visiting = [&]() -> Task<> {
            if (!running) {
                Letter letter = letter_for(world_, workspace, line_, identity_.session_id);
                running = co_await begin_in_tmux(world_, std::move(letter));
                // Somebody else was faster.
                joins = !running->mailbox;
            }
            if (joins) told = told_of_joining(*running, line_, workspace);
            if (!joins) write_report_ = nullptr;
            visit = co_await stay(world_, reporter_, std::move(*running), workspace);
        };
        const auto tell = [&] {
            for (const std::string& line : told) notice(streams_, line);
        };
        try {
            run_to_completion(world_.context, visiting());
        } catch (...) {
            tell();
            throw;
        }
        tell();
        if (visit.summary)
            report_as(*visit.summary);
        else
            write_report_ = nullptr;
        Outcome outcome;
        visited_ = tell_visit(streams_, reporter_, short_word_for(workspace), visit, outcome);
        return outcome;
    }

    Outcome tell_not_started(const FoundAgent& agent)
    {
        const NotStarted event = not_started(world_, settings_, agent, reported_.workspace);
        reported_.agent = agent.choice.name;
        reporter_.tell(event);
        Outcome outcome;
        outcome.ending = event.ending;
        return outcome;
    }

    void report_as(const Summary& session)
    {
        reported_.session_id = session.session_id;
        reported_.hostname = session.hostname;
        reported_.agent = session.agent;
        reported_.mode = session.mode;
        reported_.began = session.started_at;
    }

    void report_workspace(const Workspace& workspace)
    {
        reported_.workspace = workspace.path;
        reported_.name = workspace.name;
        reported_.slug = workspace.slug();
    }

    void report_failure(const std::exception& failure)
    {
        Outcome outcome;
        outcome.ending.kind = Ending::Kind::failed;
        reported_.failure = failure.what();
        tell_the_end(outcome);
    }

    void tell_the_end(const Outcome& outcome)
    {
        reported_.ended = world_.clock.now();
        std::string line = report_line(outcome, reported_);
        if (write_report_) write_report(streams_, write_report_, *line_.get("report"), line);
        const bool is_ours = !visited_ && outcome.ending.child_ran();
        if (is_ours) notify_of_end(world_, streams_, settings_, world_.environment, line);
        line.pop_back();
        if (!line_.pane) return;
        give_last_words(world_, *line_.pane, outcome.ending);
        world_.processes.answer(line_.pane->address, line);
    }

    World& world_;
    Streams& streams_;
    const CommandLine& line_;
    SessionOptions options_;
    Settings settings_;
    Reporter reporter_;
    /// The session runs, or is to run, in tmux, and this command only visits it.
    bool visits_tmux_ = false;
    std::optional<Exit> visited_;
    WriteReport write_report_;
    SessionIdentity identity_;
    ReportedSession reported_;
};

} // namespace

Exit run_session_command(World& world, Streams& streams, const CommandLine& line)
{
    return SessionCommand(world, streams, line).run();
}

} // namespace ctask
