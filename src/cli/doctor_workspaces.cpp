// The doctor's look at the workspaces: which cannot be read, and what sessions that are gone have left.
#include "async/combine.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/doctor.hpp"
#include "cli/notice.hpp"
#include "cli/report_output.hpp"
#include "cli/session_in_tmux.hpp"
#include "report/in_use_text.hpp"
#include "report/name_list.hpp"
#include "session/state_faults.hpp"
#include "workspace/catalog.hpp"
#include "workspace/paths.hpp"
#include "workspace/unfinished.hpp"

#include <system_error>

namespace ctask {

namespace {

using Level = Check::Level;

const char* const kMend = "ctask doctor --fix ";

/// Workspaces that have one thing in common, by name.
struct Group {
    std::size_t count = 0;
    std::vector<std::string> names;

    void add(const std::string& name, std::size_t things = 1)
    {
        count += things;
        names.push_back(name);
    }
};

class WorkspacesCheck {
  public:
    WorkspacesCheck(World& world, Streams& streams, const Settings& settings, bool mend)
        : world_(world), streams_(streams), settings_(settings), mend_(mend)
    {
    }

    std::vector<Check> run()
    {
        std::vector<std::string> closed;
        const std::vector<CatalogEntry> all = read_catalog(world_.files, settings_, &closed);
        for (const CatalogEntry& listed : all) look_at(listed);
        if (!closed.empty()) tell_closed(closed);
        const std::size_t broken = checks_.size();
        checks_.insert(checks_.begin(), {broken == 0 ? Level::pass : Level::info, "workspaces",
                                         all.empty() ? "none yet" : count_of(all.size(), "workspace"), ""});
        tell_interrupted();
        tell_rest();
        tell_unfinished();
        return std::move(checks_);
    }

  private:
    void look_at(const CatalogEntry& listed)
    {
        if (!listed.problem.empty()) {
            // "task.yaml:4: expected ..." goes on behind the directory.
            add(Level::warn, "broken", shown(listed.path) + "/" + listed.problem, listed.hint);
            return;
        }
        try {
            Workspace workspace = open_workspace(world_.files, listed.path, listed.root);
            const Directory& directory = *workspace.directory;
            const bool is_ours = directory.stamp().owner == world_.host().uid;
            if (mend_ && is_ours) adopt_orphan(world_, streams_, workspace);
            StateFaults found = find_faults(world_, directory);
            before_.add(listed.name, found.interrupted);
            if (mend_ && is_ours && found.any()) {
                notice(streams_, visible(listed.name) + ":");
                mend(workspace);
                found = find_faults(world_, directory);
            }
            collect(listed, found, is_ours);
        } catch (const std::exception& failure) {
            add(Level::warn, "broken", failure.what(), "");
        }
    }

    void mend(Workspace workspace)
    {
        Reporter reporter(report_output(world_, streams_), world_.clock);
        run_to_completion(world_.context,
                          mend_faults(world_, reporter, std::move(workspace), ScanRules(settings_.ignore)));
    }

    void collect(const CatalogEntry& listed, const StateFaults& found, bool is_ours)
    {
        if (!found.problem.empty()) add(Level::warn, "broken", found.problem, "look at what stands there");
        // Another user's are closed as they should be.
        if (is_ours)
            for (const UnusableFile& file : found.unusable)
                add(Level::warn, "state", shown(file.described()), file.hint());
        for (const Lease& lease : found.agents_only) tell_agent_only(listed, lease);
        Group& interrupted = is_ours ? interrupted_ : of_others_;
        if (found.interrupted > 0) interrupted.add(listed.name, found.interrupted);
        if (found.old_lock) locks_.add(listed.name);
        if (found.half_written > 0) half_written_.add(listed.name, found.half_written);
        if (found.open_to_others && is_ours) open_.add(listed.name);
    }

    void tell_agent_only(const CatalogEntry& listed, const Lease& lease)
    {
        const std::string pid = std::to_string(lease.child_pid);
        add(Level::warn, "sessions", listed.name + ": " + agent_only_text(lease),
            "end it there, or by kill " + pid + "; the next session then records it");
    }

    void tell_interrupted()
    {
        const std::string recorded =
            count_of(before_.count - interrupted_.count - of_others_.count, "interrupted session") +
            " recorded just now";
        const bool any_recorded = before_.count > interrupted_.count + of_others_.count;
        if (interrupted_.count > 0)
            add(Level::warn, "leftovers", describe(interrupted_, "interrupted session"),
                mend_ ? "it could not be recorded" : std::string(kMend) + "records " + them(interrupted_));
        else
            add(Level::pass, "leftovers", any_recorded ? recorded : "no interrupted session", "");
        if (of_others_.count > 0)
            add(Level::info, "leftovers", describe(of_others_, "interrupted session"),
                "in workspaces of another user, who can record " + them(of_others_));
    }

    void tell_closed(const std::vector<std::string>& closed)
    {
        add(Level::warn, "closed", describe_closed(closed), "");
    }

    void tell_rest()
    {
        if (locks_.count > 0)
            add(Level::warn, "locks", describe(locks_, "old write lock"),
                mend_ ? "somebody still holds it"
                      : std::string(kMend) + "removes those whose holder is dead");
        if (half_written_.count > 0)
            add(Level::info, "half written", describe(half_written_, "temporary file"),
                mend_ ? "somebody is writing, or may not remove them"
                      : std::string(kMend) + "removes " + them(half_written_) + ", as does the next session");
        if (open_.count > 0)
            add(Level::warn, "modes", "others can read the state of " + describe(open_, "workspace"),
                mend_ ? "it could not be changed" : std::string(kMend) + "makes it private");
    }

    void tell_unfinished()
    {
        for (const Unfinished& found : unfinished_workspaces(world_.files, settings_, world_.clock.now())) {
            if (found.draft)
                add(Level::info, "drafts", shown(found.path) + " was left by a new that was cut off",
                    "the next new beside it moves it to the trash");
            else if (found.had_sessions)
                add(Level::warn, "unfinished", shown(found.path) + " has had sessions, and has no task.yaml",
                    line_to_be_workspace_again(found.path));
            else
                add(Level::info, "unfinished", shown(found.path) + " has no task.yaml",
                    "if a new was cut off there, remove the directory");
        }
    }

    static std::string them(const Group& group) { return group.count == 1 ? "it" : "them"; }

    /// "2 interrupted sessions: one, other".
    static std::string describe(const Group& group, const std::string& thing)
    {
        return count_of(group.count, thing) + ": " + name_list(group.names, 0);
    }

    std::string shown(const std::string& path) const { return with_tilde(path, world_.environment.home()); }

    void add(Level level, std::string subject, std::string found, std::string advice)
    {
        checks_.push_back({level, std::move(subject), std::move(found), std::move(advice)});
    }

    World& world_;
    Streams& streams_;
    const Settings& settings_;
    bool mend_;
    std::vector<Check> checks_;
    Group before_;
    Group interrupted_;
    Group of_others_;
    Group locks_;
    Group half_written_;
    Group open_;
};

} // namespace

std::vector<Check> check_workspaces(World& world, Streams& streams, const Settings& settings, bool mend)
{
    return WorkspacesCheck(world, streams, settings, mend).run();
}

} // namespace ctask
