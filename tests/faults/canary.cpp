// The canary: made by hand, looked at by lstat.
#include "faults/canary.hpp"

#include "base/times.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <vector>

namespace ctask {

namespace {

namespace fs = std::filesystem;

std::string describe(const std::string& path)
{
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return path + " is gone\n";
    std::ostringstream text;
    text << path << " " << std::oct << status.st_mode << std::dec << " " << status.st_uid << " "
         << status.st_ino << " " << status.st_mtim.tv_sec << "." << status.st_mtim.tv_nsec;
    if (S_ISREG(status.st_mode)) text << " " << status.st_size << " " << std::ifstream(path).rdbuf();
    return text.str() + "\n";
}

} // namespace

void make_canary(const ScratchDir& scratch, const std::string& name)
{
    const std::vector<std::pair<const char*, const char*>> files = {
        {"file", "canary"},
        {"task.yaml", "title: canary\nstatus: active\nslug: canary\n"},
        {"notes.md", "of the canary\n"},
        {"sessions.log", "an old line\n"},
        {"logs/sessions.log", "an old line\n"},
        {"session.json", "{}\n"},
        {"history.jsonl", "{}\n"},
        {".ctask/session.json", "{}\n"},
        {".ctask/manifest-start.json", "{\"files\": []}\n"},
        {".ctask/last-session-summary.json", "{}\n"},
        {".ctask/history.jsonl", "{}\n"},
        {"output/result", "of the canary\n"},
    };
    for (const auto& [file, text] : files) {
        scratch.write_file(name + "/" + file, text);
        scratch.set_mode(name + "/" + file, 0640);
    }
    std::vector<std::string> all = {scratch.path(name)};
    for (const auto& entry : fs::recursive_directory_iterator(scratch.path(name)))
        all.push_back(entry.path());
    for (const std::string& path : all)
        scratch.age(path.substr(scratch.path().size() + 1), Seconds(24 * 3600));
}

std::string fingerprint_of(const std::string& directory)
{
    std::vector<std::string> lines = {describe(directory)};
    for (const auto& entry : fs::recursive_directory_iterator(directory))
        lines.push_back(describe(entry.path()));
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines) all += line;
    return all;
}

} // namespace ctask
