// Asking git about a repository that may be anybody's.
#include "workspace/git_work.hpp"

#include "base/text.hpp"
#include "workspace/paths.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <system_error>

namespace ctask {
namespace {

using Words = std::vector<std::string>;

/// GIT_ALLOW_PROTOCOL overrides any configuration: no object that is missing is fetched, by whatever program.
Words environment_of_git(const Environment& caller, const std::string& repository)
{
    Words entries;
    for (const std::string& entry : caller.entries)
        if (!entry.starts_with("GIT_") && !entry.starts_with("LC_ALL=")) entries.push_back(entry);
    entries.push_back("GIT_CEILING_DIRECTORIES=" + parent_path(repository));
    entries.insert(entries.end(), {"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_PAGER=cat",
                                   "GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C"});
    return entries;
}

Words start_of_git()
{
    return {"git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"};
}

/// "filter.lfs.clean" to "lfs"; nothing when it is no key of a filter.
std::optional<std::string> filter_of(const std::string& key)
{
    const std::size_t last = key.rfind('.');
    if (!key.starts_with("filter.") || last <= std::string_view("filter").size()) return std::nullopt;
    return key.substr(std::string_view("filter.").size(), last - std::string_view("filter.").size());
}

/// From what `git config --show-scope --null` lists: scope, key and value each. The repository's own filters
/// are switched off; nothing when one of them cannot be.
std::optional<Words> options_against_filters(const std::string& listed)
{
    Words options;
    for (std::size_t at = 0; at < listed.size();) {
        const std::size_t scope_end = std::min(listed.find('\0', at), listed.size());
        const std::string scope = listed.substr(at, scope_end - at);
        at = scope_end + 1;
        const std::size_t end = std::min(listed.find('\0', at), listed.size());
        const std::string member = listed.substr(std::min(at, listed.size()), end - at);
        at = end + 1;
        if (scope == "system" || scope == "global" || scope == "command") continue;
        const std::string key = member.substr(0, member.find('\n'));
        const std::optional<std::string> filter = filter_of(key);
        if (!filter) continue;
        if (filter->find('=') != filter->npos || filter->find('\n') != filter->npos) return std::nullopt;
        for (const char* switched_off : {".clean=", ".smudge=", ".process=", ".required=false"}) {
            options.push_back("-c");
            options.push_back("filter." + *filter + switched_off);
        }
    }
    return options;
}

/// One repository, asked step by step.
class Repository {
  public:
    Repository(World& world, std::string git, std::string top, std::string path,
               std::unique_ptr<Directory> directory, IsNoWork is_no_work)
        : world_(world), git_(std::move(git)), top_(std::move(top)), path_(std::move(path)),
          directory_(std::move(directory)), is_no_work_(std::move(is_no_work))
    {
    }

    Task<> look(GitWork& work)
    {
        co_await switch_filters_off(work);
        if (work.problem.empty()) co_await count_uncommitted(work);
        if (work.problem.empty()) co_await count_what_is_here_only(work);
    }

  private:
    Task<Captured> ask(Words question)
    {
        Command command;
        command.program = git_;
        command.argv = start_of_git();
        command.argv.insert(command.argv.end(), against_filters_.begin(), against_filters_.end());
        command.argv.insert(command.argv.end(), question.begin(), question.end());
        command.environment = environment_of_git(world_.environment, path_);
        command.directory = directory_.get();
        co_return co_await world_.processes.capture(std::move(command), kGitPatience);
    }

    static std::string no_answer(const Captured& answer, const std::string& command)
    {
        if (answer.status) return "git " + command + " exits " + std::to_string(*answer.status);
        return "git " + command + " could not be read to its end";
    }

    Task<> switch_filters_off(GitWork& work)
    {
        Words question = {"config", "--includes", "--show-scope", "--null", "--get-regexp", "^filter\\."};
        const Captured listed = co_await ask(std::move(question));
        // It exits 1 when there is none.
        if (listed.status != 0 && listed.status != 1) {
            work.problem = no_answer(listed, "config");
            co_return;
        }
        const auto options = options_against_filters(listed.out);
        if (options)
            against_filters_ = *options;
        else
            work.problem = "its configuration names a filter that cannot be switched off";
    }

    Task<> count_uncommitted(GitWork& work)
    {
        Words question = {"status",       "--porcelain=v1",        "-z",
                          "--no-renames", "--untracked-files=all", "--ignore-submodules=all"};
        const Captured status = co_await ask(std::move(question));
        if (status.succeeded())
            work.uncommitted = count_work(status.out);
        else
            work.problem = no_answer(status, "status");
    }

    /// Of entries such as "?? notes.md", a NUL behind each.
    std::size_t count_work(const std::string& listed) const
    {
        constexpr std::string_view kUnknown = "?? ";
        std::size_t count = 0;
        for (std::size_t at = 0; at < listed.size();) {
            const std::size_t end = std::min(listed.find('\0', at), listed.size());
            const std::string entry = listed.substr(at, end - at);
            at = end + 1;
            const bool no_work =
                is_no_work_ && entry.starts_with(kUnknown) && is_no_work_(entry.substr(kUnknown.size()));
            if (!no_work) ++count;
        }
        return count;
    }

    Task<> count_what_is_here_only(GitWork& work)
    {
        Words where = {"rev-parse", "--path-format=absolute", "--git-common-dir"};
        const Captured common = co_await ask(std::move(where));
        const std::string path = common.out.substr(0, common.out.find('\n'));
        // What lies in a repository outside of the workspace stays there.
        if (common.succeeded() && path != top_ && path_below(path, top_).empty()) co_return;
        Words head = {"rev-parse", "--quiet", "--verify", "HEAD"};
        const Captured checked_out = co_await ask(std::move(head));
        Words commits = {"rev-list", "--count", "--branches"};
        if (checked_out.succeeded()) commits.push_back("HEAD");
        commits.insert(commits.end(), {"--not", "--remotes"});
        co_await count(work, work.unpushed, std::move(commits));
        Words stash = {"rev-parse", "--quiet", "--verify", "refs/stash"};
        const Captured stashed = co_await ask(std::move(stash));
        Words stashes = {"rev-list", "--walk-reflogs", "--count", "refs/stash"};
        if (stashed.succeeded()) co_await count(work, work.stashes, std::move(stashes));
    }

    Task<> count(GitWork& work, std::size_t& counted, Words question)
    {
        const std::string command = question.front();
        const Captured answer = co_await ask(std::move(question));
        long long number = 0;
        const std::string line = answer.out.substr(0, answer.out.find('\n'));
        if (answer.succeeded() && parse_number(line, 0, 1'000'000'000'000, number))
            counted = static_cast<std::size_t>(number);
        else
            work.problem = no_answer(answer, command);
    }

    World& world_;
    std::string git_;
    std::string top_;
    std::string path_;
    std::unique_ptr<Directory> directory_;
    IsNoWork is_no_work_;
    Words against_filters_;
};

std::unique_ptr<Directory> open_place(const Directory& workspace, GitWork& work)
{
    try {
        return workspace.open(work.place.empty() ? "." : work.place);
    } catch (const std::system_error& failure) {
        work.problem = failure.what();
        return nullptr;
    }
}

} // namespace

Task<GitWorkFound> look_for_git_work(World& world, const Directory& workspace,
                                     std::vector<std::string> repositories, IsNoWork is_no_work)
{
    GitWorkFound found;
    if (repositories.empty()) co_return found;
    const ProgramPlace git = world.processes.find_program("git", world.environment);
    found.git_missing = git.error != 0;
    if (found.git_missing) co_return found;
    if (repositories.size() > kMostRepositories) {
        found.not_looked_at = repositories.size() - kMostRepositories;
        repositories.resize(kMostRepositories);
    }
    for (const std::string& place : repositories) {
        GitWork work;
        work.place = place;
        if (std::unique_ptr<Directory> directory = open_place(workspace, work)) {
            const std::string path = place.empty() ? workspace.path() : workspace.path() + "/" + place;
            Repository repository(world, git.path, workspace.path(), path, std::move(directory),
                                  place.empty() ? is_no_work : IsNoWork());
            co_await repository.look(work);
        }
        if (!work.none()) found.repositories.push_back(std::move(work));
    }
    co_return found;
}

} // namespace ctask
