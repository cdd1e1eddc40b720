// Reads the lines that begin with struct, class, enum or union: the formatter indents whatever is not
// directly in a namespace.
#include "lint/type_names.hpp"

#include <map>
#include <regex>
#include <sstream>

namespace ctask::lint {

std::vector<Finding> check_type_names(const std::vector<Source>& sources)
{
    static const std::regex kNamespace("namespace ([\\w:]+) \\{");
    static const std::regex kDefinition("(?:struct|class|enum class|enum|union) (\\w+)( [^;{]*)?(\\{.*)?");
    std::vector<Finding> findings;
    std::map<std::string, std::string> defined_in;
    for (const Source& source : sources) {
        if (!source.is_header()) continue;
        std::istringstream lines(source.code);
        std::string scope;
        std::string line;
        for (std::size_t number = 1; std::getline(lines, line); ++number) {
            line.erase(line.find_last_not_of(' ') + 1);
            std::smatch match;
            if (std::regex_match(line, match, kNamespace)) scope = match[1].str() + "::";
            if (!std::regex_match(line, match, kDefinition)) continue;
            const auto [first, is_new] = defined_in.emplace(scope + match[1].str(), source.path);
            if (!is_new)
                findings.push_back(
                    {source.path, number, first->first + " is another type in " + first->second});
        }
    }
    return findings;
}

} // namespace ctask::lint
