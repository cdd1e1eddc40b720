// ctask delete: shows what would go, asks, and moves a workspace to the trash or removes it for good.
#include "async/combine.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/json_members.hpp"
#include "cli/lifecycle_commands.hpp"
#include "cli/notice.hpp"
#include "cli/old_trash.hpp"
#include "cli/past_sessions.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/session_in_tmux.hpp"
#include "report/deletion_text.hpp"
#include "report/in_use_text.hpp"
#include "report/scan_progress.hpp"
#include "session/asking.hpp"
#include "session/exit_status.hpp"
#include "session/heeding.hpp"
#include "workspace/built_in_files.hpp"
#include "workspace/finding.hpp"
#include "workspace/inner_workspaces.hpp"
#include "workspace/roots.hpp"
#include "workspace/slug.hpp"
#include "workspace/trash_removal.hpp"

#include <algorithm>

namespace ctask {

namespace {

constexpr Nanoseconds kLookAgain = std::chrono::milliseconds(10);

/// One run of the command, step by step.
class DeleteCommand {
  public:
    DeleteCommand(World& world, Streams& streams, const CommandLine& line)
        : world_(world), streams_(streams), line_(line), for_good_(line.has("purge"))
    {
    }

    int run()
    {
        settings_ = read_settings(world_, streams_);
        workspace_ =
            find_workspace(world_.files, settings_, world_.environment, *line_.argument, Broken::allowed);
        adopt_orphan(world_, streams_, workspace_);
        refuse_what_must_not_go();
        look();
        const bool asking = !line_.has("yes");
        const bool can_ask = world_.terminal.can_ask();
        show(asking && can_ask);
        if (asking && !can_ask) return not_asked();
        if (asking && !said_yes()) {
            notice(streams_, "nothing was deleted");
            return end("declined", 0);
        }
        const int status = carry_out();
        let_old_trash_go(world_, streams_, settings_, workspace_.root);
        return status;
    }

  private:
    ScanProgress progress(const char* doing) const
    {
        return {streams_.err,        streams_.err_redraws, streams_.err_columns,
                streams_.colour_err, world_.clock,         doing};
    }

    void refuse_what_must_not_go()
    {
        const auto live = live_among(look_at_leases(world_, *workspace_.directory));
        facts_ = look_before_deletion(world_, workspace_, for_good_, live);
        const auto refusal = why_not_deleted(facts_);
        if (refusal == DeletionRefusal::session_live) refuse_in_use(live.front());
        if (refusal) refuse(*refusal);
    }

    [[noreturn]] void refuse(DeletionRefusal refusal) const
    {
        const RefusedDeletion words = describe(refusal, workspace_, preview_.survey);
        throw Failure(words.what, words.hint);
    }

    void tell_in_use(const std::string& name, const LeaseOnDisk& live) const
    {
        const InUse in_use{name, live.found.lease.value_or(Lease{}), live.verdict};
        for (const std::string& line : in_use_lines(in_use, world_.clock.now())) notice(streams_, line);
    }

    /// Told of a lease that cannot be read, "end that session" would name one that may not be there.
    [[noreturn]] void refuse_in_use(const LeaseOnDisk& live, DeletionRefusal refusal) const
    {
        const bool unknown = live.verdict.life == Verdict::Life::unknown;
        refuse(unknown ? DeletionRefusal::session_unknown : refusal);
    }

    [[noreturn]] void refuse_in_use(const LeaseOnDisk& live) const
    {
        tell_in_use(workspace_.slug(), live);
        refuse_in_use(live, DeletionRefusal::session_live);
    }

    [[noreturn]] void refuse_in_use_inside(const LiveInside& live) const
    {
        tell_in_use(workspace_.slug() + "/" + live.place, live.lease);
        refuse_in_use(live.lease, DeletionRefusal::session_live_inside);
    }

    void look()
    {
        preview_.name = slug_of_name(workspace_.name);
        preview_.path = workspace_.path;
        preview_.problem = workspace_.problem;
        ScanProgress line = progress("counting the files");
        const KeepGoing go_on = [this, &line](std::size_t seen) {
            heed_waiting_signals(world_);
            line.show(seen);
            return true;
        };
        preview_.survey = world_.files.survey(*workspace_.directory, go_on);
        inside_ = find_workspaces_inside(*workspace_.directory, go_on);
        line.erase();
        facts_.mount_inside = !preview_.survey.mount_points.empty();
        const auto inside = find_live_inside(world_, workspace_, inside_);
        facts_.session_live_inside = inside.has_value();
        const auto refusal = why_not_deleted(facts_);
        if (refusal == DeletionRefusal::session_live_inside) refuse_in_use_inside(*inside);
        if (refusal) refuse(*refusal);
        preview_.sessions = read_past_sessions(*workspace_.directory).entries.size();
        preview_.standing_in = world_.processes.standing_in(*workspace_.directory);
        preview_.sees_all_processes = world_.host().uid == 0;
        const IsNoWork is_no_work = [this](const std::string& path) {
            return is_as_created(*workspace_.directory, workspace_.task, path);
        };
        auto asking_git =
            look_for_git_work(world_, *workspace_.directory, preview_.survey.repositories, is_no_work);
        preview_.git =
            run_to_completion(world_.context, heeding(Heed::signals, world_, std::move(asking_git)));
    }

    /// On stdout, which it is the result on; but a question must not stand without it.
    void show(bool asking)
    {
        std::vector<std::string> lines = lines_of(preview_);
        const bool on_stdout = !line_.has("json") && (!asking || streams_.out_is_terminal);
        if (line_.has("json") && !asking) return;
        for (const std::string& line : lines) {
            if (on_stdout)
                print(streams_, line + "\n");
            else
                notice(streams_, line);
        }
    }

    int not_asked()
    {
        CommandLine with_yes = line_;
        with_yes.options["yes"] = {};
        notice(streams_, "there is nobody to ask; nothing was deleted");
        notice(streams_, "without a question: " + shell_line(with_yes));
        return end("not_asked", kFailed);
    }

    bool said_yes()
    {
        const std::string question = for_good_ ? "Remove it for good? Nothing brings it back. [yes/N] "
                                               : "Move it to the trash? [y/N] ";
        const AnswersAccepted accepted = for_good_ ? AnswersAccepted::whole_yes : AnswersAccepted::usual;
        return run_to_completion(world_.context, ask(world_, question, false, accepted));
    }

    int carry_out()
    {
        const Deletion deletion =
            run_to_completion(world_.context, delete_workspace(world_, workspace_, inside_));
        if (deletion.in_use) refuse_in_use(*deletion.in_use);
        if (deletion.in_use_inside) refuse_in_use_inside(*deletion.in_use_inside);
        trash_path_ = deletion.moved->path();
        if (for_good_) return remove(*deletion.moved);
        notice(streams_, "moved to the trash; ctask undo" + how_to_name() + " brings it back within 14 days");
        return end("trashed", 0);
    }

    /// undo looks into the trash of the roots only.
    std::string how_to_name() const
    {
        if (setting_of_root(world_.files, settings_, workspace_.root) != nullptr) return {};
        return " " + shell_quoted(trash_path_);
    }

    int remove(InTrash moved)
    {
        ScanProgress line = progress("removing");
        const KeepGoing go_on = [this, &line](std::size_t removed) {
            heed_waiting_signals(world_);
            line.show(removed);
            return true;
        };
        Removal removal;
        try {
            removal = remove_for_good(world_.files, moved, go_on);
            // A ctask new that empties the trash has seen the name just before; it is at it for a moment.
            while (removal.by_another) {
                run_to_completion(world_.context, world_.clock.sleep(kLookAgain));
                go_on(0);
                removal = remove_for_good(world_.files, moved, go_on);
            }
        } catch (const CancelledBySignal&) {
            line.erase();
            notice(streams_, "cut short; the rest of it goes with a later ctask new or delete");
            throw;
        }
        line.erase();
        if (!removal.finished) {
            notice(streams_, describe_left(removal, moved.path()));
            return end("partly_removed", kFailed);
        }
        trash_path_.clear();
        notice(streams_, "removed for good: " + count_of(preview_.survey.files, "file") + ", " +
                             describe_size(preview_.survey.bytes));
        return end("removed", 0);
    }

    int end(const std::string& outcome, int status)
    {
        if (!line_.has("json")) return status;
        StringSink sink;
        JsonWriter json(sink);
        json.begin_object();
        json.key("outcome").value(outcome);
        json.key("name").value(workspace_.name);
        write_path(json, "path", workspace_.path);
        json.key("root").value(workspace_.root);
        json.key("slug").value(workspace_.slug());
        write_or_null(json, "title", workspace_.task.title);
        write_or_null(json, "problem", workspace_.problem);
        if (trash_path_.empty())
            json.key("trash_path").null();
        else
            write_path(json, "trash_path", trash_path_);
        write_members(json, preview_);
        json.end_object();
        json.finish();
        print(streams_, sink.text);
        return status;
    }

    World& world_;
    Streams& streams_;
    const CommandLine& line_;
    bool for_good_;
    Settings settings_;
    Workspace workspace_;
    DeletionFacts facts_;
    DeletionPreview preview_;
    /// Workspaces that lie in it.
    std::vector<std::string> inside_;
    std::string trash_path_;
};

} // namespace

int run_delete(World& world, Streams& streams, const CommandLine& line)
{
    return DeleteCommand(world, streams, line).run();
}

} // namespace ctask
