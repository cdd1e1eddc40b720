// Stage: a copy of the root, with its times, there and back.
#include "faults/stage.hpp"

#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"
#include "world/temporary_names.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>

namespace ctask {

namespace fs = std::filesystem;

namespace {

/// Not by cp, which would take longer than what is tried.
void copy_with_times(const std::string& from, const std::string& to)
{
    fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    for (const auto& entry : fs::recursive_directory_iterator(to)) {
        if (entry.is_symlink()) continue;
        const std::string below = entry.path().string().substr(to.size());
        fs::last_write_time(entry.path(), fs::last_write_time(from + below));
    }
}

/// Leaves only directories that are in `kept` too. They stay themselves: a session that runs in one knows it.
void clear_but_for(const std::string& kept, const std::string& directory)
{
    for (const std::string& name : names_in(directory)) {
        const std::string path = directory + "/" + name;
        const bool stays = fs::is_directory(fs::symlink_status(path)) && fs::is_directory(kept + "/" + name);
        if (stays)
            clear_but_for(kept + "/" + name, path);
        else
            fs::remove_all(path);
    }
}

bool is_ctasks_own(const std::string& path)
{
    return contains("/" + path, "/.ctask/") || path.ends_with("/task.yaml") ||
           path.ends_with("/logs/sessions.log");
}

bool is_leftover(const std::string& name)
{
    return is_temporary_name(name) || (name.starts_with('.') && name.ends_with(".new"));
}

} // namespace

std::map<std::string, std::string> files_below(const std::string& directory)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file()) continue;
        const std::string path = entry.path().string().substr(directory.size() + 1);
        files.emplace(path, read_file(directory, path));
    }
    return files;
}

void Stage::keep()
{
    const std::string kept = ctask.scratch.path("kept");
    fs::remove_all(kept);
    copy_with_times(ctask.scratch.path("root"), kept);
    users_files_ = files_below(kept);
    std::erase_if(users_files_, [](const auto& file) { return is_ctasks_own(file.first); });
    processes_ = processes_of(ctask).size();
}

void Stage::put_back() const
{
    clear_but_for(ctask.scratch.path("kept"), ctask.scratch.path("root"));
    fs::remove(ctask.scratch.path("runs"));
    copy_with_times(ctask.scratch.path("kept"), ctask.scratch.path("root"));
    for (const std::string& lease : beating_) fs::last_write_time(lease, fs::file_time_type::clock::now());
}

std::string Stage::kept_file(const std::string& path) const
{
    return read_file(ctask.scratch.path("kept"), path.substr(ctask.scratch.path("root/").size()));
}

Words Stage::lost_files() const
{
    const auto name_of = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
    std::multimap<std::string, std::string> left;
    for (const auto& file : files_below(ctask.scratch.path("root")))
        left.emplace(name_of(file.first), file.second);
    Words lost;
    for (const auto& file : users_files_) {
        const auto [first, last] = left.equal_range(name_of(file.first));
        const auto is_it = [&](const auto& found) { return found.second == file.second; };
        const auto found = std::find_if(first, last, is_it);
        if (found == last)
            lost.push_back(file.first);
        else
            left.erase(found);
    }
    return lost;
}

Words Stage::agent(const Words& verbs) const
{
    return Binary::agent(Words{"append", ctask.scratch.path("runs") + "=x"} + verbs + Words{"exit", "3"});
}

std::size_t Stage::runs() const
{
    return exists(ctask.scratch.path(), "runs") ? read_file(ctask.scratch.path(), "runs").size() : 0;
}

void Stage::await_quiet() const
{
    const bool quiet = eventually([&] { return processes_of(ctask).size() <= processes_; });
    REQUIRE_MESSAGE(quiet, "an agent does not end");
}

void Stage::age_leftovers() const
{
    for (const std::string& path : leftovers())
        ctask.scratch.age(path.substr(ctask.scratch.path().size() + 1), std::chrono::hours(2));
}

Words Stage::leftovers() const
{
    Words found;
    const std::string root = ctask.scratch.path("root");
    for (auto at = fs::recursive_directory_iterator(root); at != fs::recursive_directory_iterator(); ++at) {
        const std::string name = at->path().filename();
        if (name == ".trash") at.disable_recursion_pending();
        if (is_leftover(name)) found.push_back(at->path());
    }
    return found;
}

void cut_off_session(const Stage& stage, const std::string& workspace)
{
    RunningSession session(stage.ctask, workspace, "one", {}, {"write", "cut-off.txt=done"});
    session.program().send(SIGKILL);
    REQUIRE(session.program().wait().signal == SIGKILL);
    session.tell_to_end();
    stage.await_quiet();
}

Program start_owner(const Stage& stage, const std::string& workspace)
{
    const std::string started = stage.ctask.scratch.path("owner-started");
    Program owner = stage.ctask.start(Words{"resume", workspace} +
                                      Binary::agent({"write", started + "=", "sleep", "900"}));
    await_file(started);
    return owner;
}

} // namespace ctask
