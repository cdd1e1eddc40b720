// What would go with a workspace that is to be deleted, in words and as JSON.
#pragma once

#include "base/json_writer.hpp"
#include "session/deletion.hpp"
#include "workspace/git_work.hpp"
#include "world/processes.hpp"
#include "world/whole_tree.hpp"

#include <string>
#include <vector>

namespace ctask {

struct DeletionPreview {
    /// The directory's, without its date: a copy has the slug of what it was copied from.
    std::string name;
    std::string path;
    /// Why task.yaml cannot be read, or empty.
    std::string problem;
    Survey survey;
    std::size_t sessions = 0;
    std::vector<ProcessFacts> standing_in;
    /// Whether the processes of every user can be seen.
    bool sees_all_processes = false;
    GitWorkFound git;
};

/// Safe to show; the first names the workspace, each further one something to think about before it goes.
std::vector<std::string> lines_of(const DeletionPreview& preview);
/// Members of an object.
void write_members(JsonWriter& json, const DeletionPreview& preview);

/// A refusal as an error line and its hint, not yet safe to show.
struct RefusedDeletion {
    std::string what;
    std::string hint;
};
RefusedDeletion describe(DeletionRefusal refusal, const Workspace& workspace, const Survey& survey);

} // namespace ctask
