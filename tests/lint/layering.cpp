// The order of the folders and the owners of the libraries, as one table each.
#include "lint/layering.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace ctask::lint {
namespace {

/// Each may include itself and what stands before it.
constexpr std::array<std::string_view, 9> kOrder = {"base",    "async", "world",  "record", "workspace",
                                                    "session", "tmux",  "report", "cli"};
/// posix implements the interfaces of world and is known to main.cpp alone.
constexpr std::string_view kLastBelowPosix = "world";

struct Library {
    /// How its headers begin.
    std::string_view header;
    /// The folders whose sources may include it.
    std::array<std::string_view, 2> folders;
    /// The one header of src that may include it; empty when its folders' headers all may.
    std::string_view only_header;
};

constexpr std::array<Library, 4> kLibraries = {{
    {"asio", {"async", "posix"}, "async/task.hpp"},
    {"simdjson", {"record", ""}, ""},
    {"yaml", {"record", ""}, ""},
    {"cxxopts", {"cli", ""}, ""},
}};

std::optional<std::size_t> rank(std::string_view folder)
{
    const auto found = std::find(kOrder.begin(), kOrder.end(), folder);
    if (found == kOrder.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kOrder.begin());
}

bool may_include(const std::string& from, const std::string& folder)
{
    if (from == "main.cpp" || from == folder) return true;
    if (from == "generate.cpp") return rank(folder).has_value();
    const auto limit = rank(from == "posix" ? kLastBelowPosix : std::string_view(from));
    return limit.has_value() && rank(folder).has_value() && *rank(folder) <= *limit;
}

std::string judge_own(const Source& source, const std::string& header)
{
    const std::size_t slash = header.find('/');
    if (slash == std::string::npos) return "\"" + header + "\" is not qualified by its folder";
    const std::string folder = header.substr(0, slash);
    if (may_include(source.folder(), folder)) return {};
    return source.folder() + " may not include " + folder + " (\"" + header + "\")";
}

std::string judge_library(const Source& source, const std::string& header)
{
    for (const Library& library : kLibraries) {
        const bool exact = header.starts_with(library.header);
        const std::string_view rest = exact ? std::string_view(header).substr(library.header.size()) : "";
        if (!exact || (!rest.empty() && rest.front() != '/' && rest.front() != '.')) continue;
        const auto& folders = library.folders;
        if (std::find(folders.begin(), folders.end(), source.folder()) == folders.end()) {
            return source.folder() + " may not include <" + header + ">";
        }
        if (source.is_header() && !library.only_header.empty() && source.path != library.only_header) {
            return "headers get <" + header + "> through " + std::string(library.only_header) + " only";
        }
    }
    return {};
}

} // namespace

std::vector<Finding> check_layering(const Source& source)
{
    std::vector<Finding> findings;
    for (const Include& include : source.includes) {
        std::string message = judge_library(source, include.header);
        if (message.empty() && include.quoted) message = judge_own(source, include.header);
        if (!message.empty()) findings.push_back({source.path, include.line, message});
    }
    return findings;
}

} // namespace ctask::lint
