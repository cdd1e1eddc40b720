// Counts lines, reads the first one, and looks for the name in the build file.
#include "lint/form.hpp"

#include <algorithm>

namespace ctask::lint {

std::vector<Finding> check_form(const Source& source)
{
    std::vector<Finding> findings;
    const std::string& text = source.text;
    const bool says = (text.starts_with("// ") || text.starts_with("/* ")) && text.find('\n') > 4;
    if (!says) findings.push_back({source.path, 1, "the first line does not say what the file is"});
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (lines > kMostLines) {
        findings.push_back(
            {source.path, kMostLines + 1, "longer than " + std::to_string(kMostLines) + " lines"});
    }
    return findings;
}

std::vector<Finding> check_listed(const Source& source, std::string_view build_file)
{
    const std::string name = source.path.substr(source.path.rfind('/') + 1);
    if (source.is_header() || build_file.find("'" + name + "'") != std::string_view::npos) return {};
    return {{source.path, 1, "not listed in the meson.build beside it"}};
}

} // namespace ctask::lint
