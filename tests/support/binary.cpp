// Binary: an environment, and the ways to start something in it.
#include "support/binary.hpp"

#include "support/doctest.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ctask {

namespace {

std::string from_environment(const char* name)
{
    const char* value = std::getenv(name);
    REQUIRE_MESSAGE(value != nullptr, std::string(name), " must name the program to test");
    return std::filesystem::canonical(value);
}

} // namespace

Words operator+(Words left, const Words& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Binary::Binary()
{
    scratch.make_directory("home");
    scratch.make_directory("root");
    const char* path = std::getenv("PATH");
    environment = {"HOME=" + scratch.path("home"), "CTASK_ROOT=" + scratch.path("root"),
                   std::string("PATH=") + (path != nullptr ? path : "/usr/bin:/bin"), "TERM=xterm",
                   "LANG=C.UTF-8"};
}

const std::string& Binary::path()
{
    static const std::string found = from_environment("CTASK_BINARY");
    return found;
}

const std::string& Binary::fake_agent()
{
    static const std::string found = from_environment("FAKE_AGENT");
    return found;
}

Words Binary::agent(const Words& verbs)
{
    return Words{"--agent", fake_agent(), "--"} + verbs;
}

ProgramSetup Binary::setup(const Words& arguments) const
{
    ProgramSetup setup;
    setup.arguments = arguments;
    setup.environment = environment;
    setup.directory = scratch.path("home");
    return setup;
}

Program Binary::start(const Words& arguments) const
{
    return Program(setup(Words{path()} + arguments));
}

Pty Binary::start_on_terminal(const Words& arguments) const
{
    return Pty(setup(Words{path()} + arguments));
}

ProgramResult Binary::run(const Words& arguments) const
{
    return start(arguments).wait();
}

std::string Binary::make_workspace(const std::string& title) const
{
    const ProgramResult made = run({"new", title, "--no-launch"});
    REQUIRE_MESSAGE(made.status == 0, made.err);
    return made.out.substr(0, made.out.find('\n'));
}

Words Binary::workspaces() const
{
    Words found;
    for (const auto& category : names_in(scratch.path("root"))) {
        if (category[0] == '.') continue;
        const std::string directory = scratch.path("root/" + category);
        for (const auto& name : names_in(directory)) found.push_back(directory + "/" + name);
    }
    return found;
}

Words Binary::trash() const
{
    Words names = names_in(scratch.path("root/.trash"));
    std::erase_if(names, [](const std::string& name) { return contains(name, ".looked_through_at"); });
    return names;
}

std::string read_file(const std::string& directory, const std::string& name)
{
    std::ifstream file(directory + "/" + name, std::ios::binary);
    REQUIRE_MESSAGE(file.is_open(), directory, "/", name, " cannot be read");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

bool exists(const std::string& directory, const std::string& name)
{
    return std::filesystem::exists(std::filesystem::symlink_status(directory + "/" + name));
}

Words names_in(const std::string& directory)
{
    Words names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(directory, none))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::size_t occurrences(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

} // namespace ctask
