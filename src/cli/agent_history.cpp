// Where agents keep what was said. Only what is found there is spoken of.
#include "cli/agent_history.hpp"

#include "base/text.hpp"

namespace ctask {

namespace {

constexpr std::size_t kLongestClaudeName = 200;

bool is_directory(Files& files, const std::string& path)
{
    try {
        files.open_directory(path);
        return true;
    } catch (const std::system_error&) {
        return false;
    }
}

std::string home_of(const Environment& environment, const char* variable, const char* below_home)
{
    return environment.get_or(variable, environment.home() + below_home);
}

void add_claude(Files& files, const Environment& environment, const std::string& old_path,
                const std::string& new_path, std::vector<std::string>& lines)
{
    const std::string old_name = claude_project_name(old_path);
    const std::string new_name = claude_project_name(new_path);
    if (old_name.empty() || new_name.empty() || old_name == new_name) return;
    const std::string projects = home_of(environment, "CLAUDE_CONFIG_DIR", "/.claude") + "/projects/";
    if (!is_directory(files, projects + old_name)) return;
    lines.emplace_back("claude finds its conversations by the path they were held in; to take those along:");
    if (is_directory(files, projects + new_name))
        lines.push_back("  mv " + shell_quoted(projects + old_name) + "/* " +
                        shell_quoted(projects + new_name));
    else
        lines.push_back("  mv " + shell_quoted(projects + old_name) + " " +
                        shell_quoted(projects + new_name));
}

} // namespace

std::string claude_project_name(const std::string& path)
{
    constexpr char32_t kBasicPlane = 0xFFFF;
    std::string name;
    for (std::size_t at = 0; at < path.size();) {
        const char32_t character = next_character(path, at);
        const bool plain = character < 0x80 && is_letter_or_digit(character);
        if (plain)
            name += static_cast<char>(character);
        else
            name += character > kBasicPlane ? "--" : "-";
    }
    return name.size() > kLongestClaudeName ? std::string() : name;
}

std::vector<std::string> lines_on_moved_history(Files& files, const Environment& environment,
                                                const std::string& agent, const std::string& old_path,
                                                const std::string& new_path)
{
    std::vector<std::string> lines;
    if (old_path == new_path) return lines;
    add_claude(files, environment, old_path, new_path, lines);
    if (agent == "codex" && is_directory(files, home_of(environment, "CODEX_HOME", "/.codex") + "/sessions"))
        lines.emplace_back(
            "codex offers the sessions of the path it runs in; those of the old one: codex resume --all");
    return lines;
}

} // namespace ctask
