// Asks /proc for processes by their environment, which they cannot shed by leaving their group.
#include "end_to_end/remains.hpp"

#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ctask {

namespace {

/// Empty when the process has ended, waited for or not.
std::string proc_file(const std::string& pid, const std::string& name)
{
    std::ifstream file("/proc/" + pid + "/" + name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

bool is_of_session(const Binary& ctask, const std::string& pid)
{
    const std::string environment = '\0' + proc_file(pid, "environ");
    const auto has = [&](const std::string& entry) { return contains(environment, '\0' + entry); };
    if (!has("CTASK_ROOT=" + ctask.scratch.path("root") + '\0')) return false;
    std::error_code gone;
    return has("CTASK_SESSION_ID=") ||
           std::filesystem::read_symlink("/proc/" + pid + "/exe", gone) == Binary::path();
}

} // namespace

Words processes_of(const Binary& ctask)
{
    Words found;
    for (const auto& pid : names_in("/proc"))
        if (std::isdigit(static_cast<unsigned char>(pid[0])) != 0 && is_of_session(ctask, pid))
            found.push_back(pid + " " + proc_file(pid, "comm"));
    return found;
}

void check_settled(const Binary& ctask, const std::string& workspace, std::size_t sessions)
{
    const auto is_over = [&] {
        return processes_of(ctask).empty() && history_of(workspace).size() == sessions;
    };
    const bool over = eventually(is_over);
    std::string left;
    for (const auto& process : processes_of(ctask)) left += process;
    CHECK_MESSAGE(over, "still there: ", left);

    CHECK(history_of(workspace).size() == sessions);
    CHECK(occurrences(read_file(workspace, "logs/sessions.log"), "\n") == sessions);
    REQUIRE(exists(workspace, ".ctask/last-session-summary.json"));
    const auto last = summary_of(workspace).root()["session_id"].text();
    CHECK(last == history_of(workspace).back().root()["session_id"].text());
    // Start-up files for shells stay.
    const std::string kept = exists(workspace, ".ctask/shell") ? "shell\n" : "";
    CHECK(leftovers(workspace) == kept);
}

bool is_installed(const std::string& program)
{
    std::istringstream directories(std::getenv("PATH"));
    for (std::string directory; std::getline(directories, directory, ':');)
        if (exists(directory, program)) return true;
    // Where daemons are, which is on the path of root only.
    if (exists("/usr/sbin", program)) return true;
    MESSAGE("skipped: there is no ", program, " here");
    return false;
}

} // namespace ctask
