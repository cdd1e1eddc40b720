// The texts that every new workspace starts with.
#include "workspace/built_in_files.hpp"

#include "base/text.hpp"
#include "workspace/layout.hpp"

namespace ctask {
namespace {

constexpr const char* kAgentsText = R"(# Working in this workspace

This directory holds one piece of work. It outlives your session: somebody, perhaps another agent, goes on from
what you leave here.

1. Read `handoff.md` first, then `notes.md`. They say where the work stands.
2. `context/` holds what you are given to work from. Read it; do not change it.
3. Put results in `output/`, and say in `notes.md` what each of them is.
4. Write what you find out and decide, and why, to `notes.md` as you go, not only at the end.
5. Before you stop, bring `handoff.md` up to date: what is done, what is not, what comes next.

Leave `task.yaml`, `.ctask/` and `logs/` alone: they are kept by ctask, which runs this session.
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

} // namespace

std::vector<SeedFile> built_in_files(const std::string& title)
{
    const std::string heading = "# Notes" + (title.empty() ? "" : ": " + visible(title)) + "\n\n";
    return {{layout::kAgents, kAgentsText},
            {layout::kClaude, kClaudeText},
            {layout::kNotes, heading + kNotesText},
            {layout::kHandoff, kHandoffText}};
}

} // namespace ctask
