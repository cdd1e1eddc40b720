// Reads every file that ctask writes.
#include "faults/workspace_state.hpp"

#include "base/error.hpp"
#include "record/lease.hpp"
#include "record/lock_note.hpp"
#include "record/manifest.hpp"
#include "record/summary.hpp"
#include "record/task_file.hpp"
#include "record/trash_note.hpp"
#include "support/binary.hpp"
#include "world/files.hpp"
#include "world/temporary_names.hpp"

namespace ctask {

namespace {

class StateReader {
  public:
    explicit StateReader(const std::string& workspace) : workspace_(workspace) {}

    WorkspaceState read()
    {
        read_one("task.yaml", [this](const std::string& bytes) { return read_task(bytes); });
        read_one("logs/sessions.log", [this](const std::string& bytes) { return read_log(bytes); });
        for (const std::string& directory : {std::string(".ctask"), std::string(".ctask/sessions")})
            for (const std::string& name : names_in(workspace_ + "/" + directory))
                if (!is_temporary_name(name)) read_state_file(directory + "/" + name);
        return std::move(state_);
    }

  private:
    template <class Reading>
    void read_one(const std::string& name, Reading reading)
    {
        if (!exists(workspace_, name)) return;
        const std::string problem = reading(read_file(workspace_, name));
        if (!problem.empty()) state_.torn.push_back(name + ": " + problem);
    }

    void read_state_file(const std::string& name)
    {
        if (name.ends_with("history.jsonl"))
            read_one(name, [this](const std::string& bytes) { return read_history(bytes); });
        else if (name.ends_with("last-session-summary.json"))
            read_one(name, [](const std::string& bytes) { return read_summary(bytes); });
        else if (name.ends_with("write.lock"))
            read_one(name, [](const std::string& bytes) { return read_lock(bytes); });
        else if (name.ends_with("manifest-start.json") || name.ends_with(".manifest-start"))
            read_one(name, [this](const std::string& bytes) { return read_manifest(bytes); });
        else if (name.ends_with("trashed.json"))
            read_one(name, [](const std::string& bytes) {
                return std::string(parse_trash_note(bytes) ? "" : "is no note of the trash");
            });
        else if (name.ends_with(".json"))
            read_one(name, [this](const std::string& bytes) { return read_lease(bytes); });
    }

    std::string read_task(const std::string& bytes)
    {
        try {
            state_.title = parse_task_file(bytes, "task.yaml").title;
            return {};
        } catch (const Failure& failure) {
            return failure.what();
        }
    }

    std::string read_log(const std::string& bytes)
    {
        state_.log_lines = occurrences(bytes, "\n");
        return bytes.empty() || bytes.ends_with('\n') ? "" : "half a line";
    }

    std::string read_history(const std::string& bytes)
    {
        std::size_t bad_lines = 0;
        for (const HistoryEntry& entry : parse_history(bytes, bad_lines))
            ++state_.recorded[entry.session.session_id];
        if (!bytes.empty() && !bytes.ends_with('\n')) return "half a line";
        return bad_lines == 0 ? "" : "a bad line";
    }

    static std::string read_summary(const std::string& bytes)
    {
        std::string problem;
        return parse_summary(bytes, ScanRules(), problem) ? "" : problem;
    }

    static std::string read_lock(const std::string& bytes)
    {
        return bytes.starts_with(kLockMarker) && bytes.find('}') != bytes.npos ? "" : "half a note: " + bytes;
    }

    std::string read_manifest(const std::string& bytes)
    {
        std::string problem;
        const auto manifest = parse_manifest(bytes, ScanRules(), problem);
        if (manifest) state_.remaining.insert(manifest->session_id);
        return manifest ? "" : problem;
    }

    std::string read_lease(const std::string& bytes)
    {
        std::string problem;
        const auto lease = parse_lease(bytes, problem);
        if (lease) state_.remaining.insert(lease->session_id);
        return lease ? "" : problem;
    }

    std::string workspace_;
    WorkspaceState state_;
};

} // namespace

WorkspaceState read_state(const std::string& workspace)
{
    return StateReader(workspace).read();
}

} // namespace ctask
