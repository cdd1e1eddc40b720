// What the fuzzers once found, and what they start from, tried again with every build.
#include "fuzz/targets.hpp"
#include "support/doctest.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace ctask::fuzz;

namespace {

struct Target {
    const char* name;
    void (*run)(std::string_view);
};

constexpr Target kTargets[] = {
    {"command_line", try_command_line},
    {"config_file", try_config_file},
    {"history", try_history},
    {"json_writer", try_json_writer},
    {"lease", try_lease},
    {"manifest", try_manifest},
    {"summary", try_summary},
    {"task_file", try_task_file},
    {"text", try_text},
    {"times", try_times},
};

std::vector<std::filesystem::path> kept_for(const Target& target)
{
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(CTASK_CORPUS) / target.name))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// What is wrong, empty when nothing is.
std::string fault_with(const Target& target, const std::string& bytes)
{
    try {
        target.run(bytes);
        return {};
    } catch (const std::exception& error) {
        return error.what();
    }
}

} // namespace

TEST_CASE("no claim is broken by what is kept in the corpus")
{
    for (const Target& target : kTargets) {
        const auto paths = kept_for(target);
        REQUIRE_MESSAGE(!paths.empty(), target.name);
        for (const auto& path : paths) {
            INFO(path.string());
            CHECK(fault_with(target, content_of(path)) == "");
        }
    }
}

TEST_CASE("no claim is broken by nothing at all")
{
    for (const Target& target : kTargets) {
        INFO(target.name);
        CHECK(fault_with(target, "") == "");
    }
}
