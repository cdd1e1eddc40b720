// Paths as text: cut at their slashes.
#include "workspace/paths.hpp"

namespace ctask {

std::string path_below(const std::string& path, const std::string& directory)
{
    std::string prefix = directory.ends_with('/') ? directory : directory + "/";
    return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string();
}

std::string absolute_path(const std::string& word, const std::string& directory)
{
    return word.starts_with('/') ? word : directory + "/" + word;
}

std::string parent_path(const std::string& path)
{
    std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return {};
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string last_component(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

std::vector<std::string> path_and_parents(std::string path)
{
    std::vector<std::string> result{path};
    while (path.starts_with('/') && path != "/") {
        path = parent_path(path);
        result.push_back(path);
    }
    return result;
}

} // namespace ctask
