// The texts that every new workspace starts with.
#include "workspace/built_in_files.hpp"

#include "base/text.hpp"
#include "workspace/layout.hpp"

#include <algorithm>

namespace ctask {
namespace {

constexpr const char* kAgentsStart = R"(# Working in this workspace

This directory holds one piece of work. It outlives your session: somebody, perhaps another agent, goes on from
what you leave here.

)";

/// For a task and for a project; @NAME@ is the project's own directory.
constexpr const char* kWhereText = R"(3. Put results in `output/`, and say in `notes.md` what each of them is.
)";
constexpr const char* kProjectWhereText =
    R"(3. The project itself, its code above all, goes to `@NAME@/`, where you start. The files named here lie in the
   directory above that one, which is also the top of the git repository. `output/` is for what is made besides.
)";

constexpr const char* kReadText =
    R"(1. Read `handoff.md` first, then `notes.md`. They say where the work stands.
2. `context/` holds what you are given to work from. Read it; do not change it.
)";

constexpr const char* kKeepText =
    R"(4. Write what you find out and decide, and why, to `notes.md` as you go, not only at the end.
5. Before you stop, bring `handoff.md` up to date: what is done, what is not, what comes next.

Leave `task.yaml`, `.ctask/` and `logs/` alone: they are kept by ctask, which runs this session.
)";

constexpr const char* kGitIgnoreText = R"(# Kept by ctask for itself.
.ctask/
logs/sessions.log
)";

constexpr const char* kClaudeText =
    R"(Read [AGENTS.md](AGENTS.md): the instructions for this workspace are there.

@AGENTS.md
)";

constexpr const char* kNotesText = R"(What was found out, decided and tried, and why. The newest at the end.
)";

constexpr const char* kHandoffText = R"(# Hand-off

## Done

Nothing yet: this is a new workspace.

## Open

## Next
)";

std::string agents_text(const TaskFile& task)
{
    std::string where = kWhereText;
    if (task.type == "project") {
        where = kProjectWhereText;
        where.replace(where.find("@NAME@"), 6, task.launch_dir);
    }
    return std::string(kAgentsStart) + kReadText + where + kKeepText;
}

std::string notes_text(const TaskFile& task)
{
    return "# Notes" + (task.title.empty() ? "" : ": " + visible(task.title)) + "\n\n" + kNotesText;
}

} // namespace

std::vector<std::string> built_in_names(bool project)
{
    std::vector<std::string> names = {layout::kAgents, layout::kClaude, layout::kNotes, layout::kHandoff};
    if (project) names.push_back(layout::kGitIgnore);
    return names;
}

std::string built_in_text(const std::string& name, const TaskFile& task)
{
    if (name == layout::kAgents) return agents_text(task);
    if (name == layout::kClaude) return kClaudeText;
    if (name == layout::kNotes) return notes_text(task);
    if (name == layout::kHandoff) return kHandoffText;
    return kGitIgnoreText;
}

bool is_as_created(const Directory& workspace, const TaskFile& task, const std::string& name)
{
    if (name == layout::kTaskFile) return true;
    const std::vector<std::string> names = built_in_names(true);
    if (std::find(names.begin(), names.end(), name) == names.end()) return false;
    const std::string text = built_in_text(name, task);
    const FileContent content = workspace.read(name, text.size());
    return content.present() && content.bytes == text;
}

} // namespace ctask
