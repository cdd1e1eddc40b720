// Work in a workspace that git knows and nobody else has: changes not committed, commits not pushed, stashes.
#pragma once

#include "async/task.hpp"
#include "world/world.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace ctask {

/// Of one repository, whose directory is `place` in the workspace (empty: the workspace itself; raw).
struct GitWork {
    std::string place;
    /// Why nothing can be told of it; empty when the counts hold.
    std::string problem;
    /// Files that are changed or new; ignored ones are not among them.
    std::size_t uncommitted = 0;
    /// Commits that are on a branch or checked out here, and that no branch of a remote has, as far as the
    /// repository knows. None for a linked worktree whose repository lies elsewhere: they stay there.
    std::size_t unpushed = 0;
    std::size_t stashes = 0;

    bool none() const { return problem.empty() && uncommitted == 0 && unpushed == 0 && stashes == 0; }
};

struct GitWorkFound {
    /// Those that hold such work or cannot be looked at.
    std::vector<GitWork> repositories;
    /// There are repositories, and no git to look at them.
    bool git_missing = false;
    /// Repositories beyond kMostRepositories.
    std::size_t not_looked_at = 0;
};

inline constexpr std::size_t kMostRepositories = 100;
/// For one question to git.
inline constexpr Nanoseconds kGitPatience = std::chrono::seconds(20);

/// Whether a new file of a workspace, by its path there, is nobody's work.
using IsNoWork = std::function<bool(const std::string& path)>;

/// Asks git about the repositories at these places. A repository's own configuration can name programs
/// (hooks, filters, a file system monitor, ways to fetch): git is asked in a way that none of them runs, that
/// nothing is written, and that neither the caller's GIT_ variables nor a repository further up are meant.
/// `is_no_work` is asked about files that git does not know, where the repository is the workspace itself.
Task<GitWorkFound> look_for_git_work(World& world, const Directory& workspace,
                                     std::vector<std::string> repositories, IsNoWork is_no_work = {});

} // namespace ctask
