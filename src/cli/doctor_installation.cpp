// The doctor's look at what is installed beside the program: completion and the man page.
#include "base/text.hpp"
#include "cli/doctor.hpp"
#include "workspace/paths.hpp"

#include <system_error>

namespace ctask {

namespace {

using Level = Check::Level;

constexpr std::size_t kStartUpFileLimit = std::size_t{1} << 20;

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(separator, start), text.size());
        if (end > start) parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

/// Any file of that name, links followed up to its directory.
bool is_there(Files& files, const std::string& path)
{
    try {
        return files.open_directory(parent_path(path))->stamp_of(last_component(path)).has_value();
    } catch (const std::system_error&) {
        return false;
    }
}

std::string first_there(Files& files, const std::vector<std::string>& directories, const std::string& name)
{
    for (const std::string& directory : directories)
        if (is_there(files, directory + "/" + name)) return directory + "/" + name;
    return {};
}

std::vector<std::string> data_directories(const Environment& environment)
{
    std::vector<std::string> directories = {
        environment.get_or("XDG_DATA_HOME", environment.home() + "/.local/share")};
    for (std::string& directory :
         split(environment.get_or("XDG_DATA_DIRS", "/usr/local/share:/usr/share"), ':'))
        directories.push_back(std::move(directory));
    return directories;
}

std::vector<std::string> each_with(std::vector<std::string> directories, const std::string& below)
{
    for (std::string& directory : directories) directory += below;
    return directories;
}

/// Where a shell looks for the script, what it is called there, and the file that may load it instead.
struct CompletionPlaces {
    std::vector<std::string> directories;
    std::string name;
    std::string start_up;
    std::string to_load;
};

CompletionPlaces places_of(const std::string& shell, const Environment& environment)
{
    const std::vector<std::string> data = data_directories(environment);
    const std::string home = environment.home();
    CompletionPlaces places;
    places.to_load = "source <(ctask completion " + shell + ")";
    if (shell == "bash") {
        places.directories = each_with(data, "/bash-completion/completions");
        places.directories.emplace_back("/etc/bash_completion.d");
        places.name = "ctask";
        places.start_up = home + "/.bashrc";
    } else if (shell == "zsh") {
        places.directories = each_with(data, "/zsh/site-functions");
        places.directories.emplace_back("/usr/share/zsh/vendor-completions");
        for (std::string& directory : split(environment.get_or("FPATH", ""), ':'))
            places.directories.push_back(std::move(directory));
        places.name = "_ctask";
        places.start_up = environment.get_or("ZDOTDIR", home) + "/.zshrc";
    } else if (shell == "fish") {
        const std::string own = environment.get_or("XDG_CONFIG_HOME", home + "/.config") + "/fish";
        places.directories = each_with(data, "/fish/vendor_completions.d");
        places.directories.insert(places.directories.begin(),
                                  {own + "/completions", "/etc/fish/completions"});
        places.name = "ctask.fish";
        places.start_up = own + "/config.fish";
        places.to_load = "ctask completion fish | source";
    }
    return places;
}

bool loads_it(Files& files, const std::string& start_up, const std::string& shell)
{
    try {
        const std::unique_ptr<Directory> directory = files.open_directory(parent_path(start_up));
        const FileContent content = directory->read(last_component(start_up), kStartUpFileLimit);
        return content.present() && content.bytes.find("ctask completion " + shell) != std::string::npos;
    } catch (const std::system_error&) {
        return false;
    }
}

Check check_completion(World& world)
{
    const Environment& environment = world.environment;
    const std::string shell = last_component(environment.get_or("SHELL", ""));
    const CompletionPlaces places = places_of(shell, environment);
    if (places.name.empty())
        return {Level::info, "completion", shell.empty() ? "SHELL is not set" : "none for " + shell,
                "there is one for bash, zsh and fish"};
    const std::string found = first_there(world.files, places.directories, places.name);
    if (!found.empty())
        return {Level::pass, "completion", shell + ": " + with_tilde(found, environment.home()), ""};
    const std::string start_up = with_tilde(places.start_up, environment.home());
    if (loads_it(world.files, places.start_up, shell))
        return {Level::pass, "completion", shell + ": loaded by " + start_up, ""};
    return {Level::info, "completion", "not installed for " + shell,
            "add to " + start_up + ": " + places.to_load};
}

/// As man looks for its pages: MANPATH, else beside the directories of PATH and in the usual places.
std::vector<std::string> man_directories(const Environment& environment)
{
    std::vector<std::string> directories = split(environment.get_or("MANPATH", ""), ':');
    for (const std::string& program_directory : split(environment.get_or("PATH", ""), ':')) {
        directories.push_back(parent_path(program_directory) + "/share/man");
        directories.push_back(parent_path(program_directory) + "/man");
    }
    directories.insert(directories.end(), {"/usr/local/share/man", "/usr/share/man"});
    return directories;
}

Check check_man_page(World& world)
{
    const std::vector<std::string> directories = each_with(man_directories(world.environment), "/man1");
    for (const char* name : {"ctask.1", "ctask.1.gz"}) {
        const std::string found = first_there(world.files, directories, name);
        if (!found.empty()) return {Level::pass, "man page", found, ""};
    }
    return {Level::info, "man page", "man ctask does not find it",
            "ctask COMMAND --help tells of one command"};
}

} // namespace

std::vector<Check> check_installation(World& world)
{
    return {check_completion(world), check_man_page(world)};
}

} // namespace ctask
