// The manual's source, read line by line.
#include "end_to_end/manual.hpp"

#include "support/doctest.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace ctask {

namespace {

/// A line of mdoc as a reader sees it.
std::string as_shown(std::string line)
{
    const std::vector<std::pair<std::string, std::string>> escapes = {
        {"\\(dq", "\""}, {"\\-", "-"}, {"\\&", ""}, {"\\e", "\\"}};
    for (const auto& [escape, text] : escapes)
        for (std::size_t at = 0; (at = line.find(escape, at)) != std::string::npos; at += text.size())
            line.replace(at, escape.size(), text);
    return line;
}

Words lines_of(const std::string& section)
{
    const char* manual = std::getenv("CTASK_MANUAL");
    REQUIRE_MESSAGE(manual != nullptr, "CTASK_MANUAL must name the source of ctask(1)");
    Words lines;
    bool is_inside = false;
    std::ifstream all(manual);
    for (std::string line; std::getline(all, line);) {
        if (line.starts_with(".Sh ")) is_inside = line == ".Sh " + section;
        if (is_inside) lines.push_back(line);
    }
    return lines;
}

} // namespace

Words commands_in_manual(const std::string& section)
{
    const std::string display = ".Dl ";
    const std::string prompt = display + "$ ";
    Words commands;
    for (const std::string& line : lines_of(section)) {
        const bool goes_on = !commands.empty() && commands.back().ends_with('\\');
        if (goes_on && line.starts_with(display)) {
            commands.back().pop_back();
            commands.back() += as_shown(line.substr(display.size()));
        } else if (line.starts_with(prompt)) {
            commands.push_back(as_shown(line.substr(prompt.size())));
        }
    }
    return commands;
}

Words blocks_in_manual(const std::string& section)
{
    Words blocks;
    bool is_inside = false;
    for (const std::string& line : lines_of(section)) {
        if (line == ".Ed") is_inside = false;
        if (is_inside) blocks.back() += as_shown(line) + "\n";
        if (!line.starts_with(".Bd -literal")) continue;
        is_inside = true;
        blocks.emplace_back();
    }
    return blocks;
}

void install(const Binary& ctask, const std::string& name, const std::string& script)
{
    ctask.scratch.write_file("bin/" + name, script);
    std::filesystem::permissions(ctask.scratch.path("bin/" + name), std::filesystem::perms::owner_all);
}

void install_ctask(Binary& ctask)
{
    ctask.scratch.make_directory("bin");
    std::filesystem::create_symlink(Binary::path(), ctask.scratch.path("bin/ctask"));
    std::string& path = ctask.environment.at(2);
    REQUIRE(path.starts_with("PATH="));
    path.insert(5, ctask.scratch.path("bin") + ":");
}

} // namespace ctask
