// Finds and reads the source files below the root that the build names.
#include "lint/tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace ctask::lint {

std::vector<Source> sources_under(const std::string& folder)
{
    const std::filesystem::path root = std::filesystem::path(CTASK_SOURCE_ROOT) / folder;
    std::vector<Source> sources;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".cpp" && extension != ".hpp") continue;
        const std::string path = entry.path().lexically_relative(root).generic_string();
        sources.push_back(read_source(path, text_of(folder + "/" + path)));
    }
    std::sort(sources.begin(), sources.end(),
              [](const Source& a, const Source& b) { return a.path < b.path; });
    return sources;
}

std::string broken_under(const std::string& folder, std::vector<Finding> (*rule)(const Source&))
{
    std::vector<Finding> findings;
    for (const Source& source : sources_under(folder)) {
        for (Finding& finding : rule(source)) {
            finding.path = folder + "/" + finding.path;
            findings.push_back(std::move(finding));
        }
    }
    return told(findings);
}

std::string text_of(const std::string& path)
{
    std::ifstream file(std::filesystem::path(CTASK_SOURCE_ROOT) / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace ctask::lint
