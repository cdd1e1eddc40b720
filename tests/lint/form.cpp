// Counts lines, reads the first one, and looks for the name in the build file.
#include "lint/form.hpp"

#include <algorithm>
#include <sstream>

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

std::vector<Finding> check_tests(const Source& source)
{
    std::vector<Finding> findings;
    std::istringstream lines(source.code);
    std::string line;
    std::size_t begin = 0;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.starts_with("TEST_CASE")) begin = number;
        if (begin == 0 || !line.starts_with("}")) continue;
        if (number - begin + 1 > kMostLinesOfATest)
            findings.push_back(
                {source.path, begin, "a test of more than " + std::to_string(kMostLinesOfATest) + " lines"});
        begin = 0;
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
