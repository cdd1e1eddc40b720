// Looks at each entry by itself, more simply than the reader does.
#include "fuzz/file_claims.hpp"

#include "fuzz/claim.hpp"

#include "record/changes.hpp"

#include <algorithm>

namespace ctask::fuzz {

namespace {

bool leaves_the_workspace(std::string_view path)
{
    if (path.empty() || path.front() == '/' || path.find('\0') != std::string_view::npos) return true;
    while (!path.empty()) {
        const std::string_view component = path.substr(0, path.find('/'));
        if (component == "..") return true;
        path.remove_prefix(std::min(path.size(), component.size() + 1));
    }
    return false;
}

} // namespace

void claim_good_list(const FileList& files, const ScanRules& rules)
{
    std::string before;
    for (const FileEntry& file : files) {
        claim(!leaves_the_workspace(file.path), "a path lies inside the workspace");
        claim(!rules.leaves_out(file.path), "what the rules leave out is left out");
        claim(before <= file.path, "a list is sorted");
        before = file.path;
    }
    claim(compare(files, files).none(), "a list does not differ from itself");
    claim(compare({}, files).added.size() == files.size(), "all files are new where there were none");
    claim(compare(files, {}).deleted.size() == files.size(), "all files are gone where there are none");
}

void claim_same_list(const FileList& left, const FileList& right)
{
    claim(left.size() == right.size(), "a list keeps its length");
    auto other = right.begin();
    for (const FileEntry& one : left) {
        claim(one.path == other->path, "a file keeps its path");
        claim(one.size == other->size && one.modified == other->modified,
              "a file keeps its size and its time");
        ++other;
    }
}

} // namespace ctask::fuzz
