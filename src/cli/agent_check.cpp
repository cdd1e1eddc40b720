// ctask agents check: a launch, put together and not started.
#include "cli/agent_check.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/found_agent.hpp"
#include "cli/json_members.hpp"
#include "cli/labelled_row.hpp"
#include "cli/named_workspace.hpp"
#include "cli/notice.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "cli/report_output.hpp"
#include "session/agent_choice.hpp"
#include "session/exit_status.hpp"
#include "session/launch.hpp"
#include "workspace/layout.hpp"

#include <algorithm>
#include <cerrno>

namespace ctask {

namespace {

/// A variable that the agent gets. Without a value: it depends on the workspace that is yet to be made.
struct GivenVariable {
    std::string name;
    std::optional<std::string> value;
    std::string source;
};

struct LaunchCheck {
    /// Nothing for `new`.
    std::optional<Workspace> workspace;
    Settings settings;
    FoundAgent agent;
    std::vector<std::string> argv;
    /// Empty for `new`.
    std::string directory;
    std::vector<GivenVariable> variables;

    bool found() const { return agent.place.error == 0; }
    std::string profile_name() const
    {
        return agent.choice.profile ? "agents." + agent.choice.profile->name : std::string();
    }
};

/// In the order in which they win over each other: a later one replaces an earlier one of its name.
void add_variables(LaunchCheck& check)
{
    const Workspace workspace = check.workspace.value_or(Workspace());
    auto& variables = check.variables;
    const auto add = [&variables](GivenVariable variable) {
        std::erase_if(variables, [&](const GivenVariable& other) { return other.name == variable.name; });
        variables.push_back(std::move(variable));
    };
    for (const auto& [name, value] : session_variables(workspace, check.settings, check.directory))
        add({name, check.workspace ? std::optional(value) : std::nullopt, "ctask"});
    add({"CTASK_SESSION_ID", std::nullopt, "ctask"});
    const AgentChoice& choice = check.agent.choice;
    const std::size_t of_profile = choice.profile ? choice.profile->env.size() : 0;
    for (std::size_t at = 0; at < choice.env.size(); ++at)
        add({choice.env[at].first, choice.env[at].second,
             at < of_profile ? check.profile_name() : layout::kTaskFile});
}

LaunchCheck check_launch(World& world, Streams& streams, const CommandLine& line)
{
    LaunchCheck check;
    check.settings = read_settings(world, streams);
    AgentEntry own;
    if (line.argument) {
        check.workspace = named_workspace(world, check.settings, line);
        refuse_trashed(*check.workspace);
        own = check.workspace->task.agent;
        std::string warning;
        const auto launch = open_launch_directory(*check.workspace, warning);
        if (!warning.empty()) notice(streams, warning);
        check.directory = launch ? launch->path() : check.workspace->path;
    }
    check.agent = find_agent(world, choose_agent(line.get("agent").value_or(""), own, check.settings), line);
    const AgentChoice& choice = check.agent.choice;
    check.argv = {choice.command};
    check.argv.insert(check.argv.end(), choice.args.begin(), choice.args.end());
    add_variables(check);
    return check;
}

/// By their names, the values below each other.
std::string variable_rows(std::vector<GivenVariable> variables)
{
    std::sort(variables.begin(), variables.end(),
              [](const GivenVariable& left, const GivenVariable& right) { return left.name < right.name; });
    std::size_t widest = 0;
    for (const GivenVariable& variable : variables)
        widest = std::max(widest, display_width(visible(variable.name)));
    std::string label = "Sets";
    std::string text;
    for (const GivenVariable& variable : variables) {
        const std::string value = variable.value.value_or("(known when it starts)");
        const std::string source = variable.source == "ctask" ? "" : "  (from " + variable.source + ")";
        text += labelled_row(label,
                             pad(visible(variable.name), widest).append("  ").append(value).append(source));
        label.clear();
    }
    return text;
}

std::string text_of(const LaunchCheck& check, const std::string& home)
{
    const AgentChoice& choice = check.agent.choice;
    std::string profile = "no profile of that name";
    if (choice.profile)
        profile =
            choice.profile->line == 0 ? "built-in profile" : "profile of " + choice.profile->full_source();
    const std::string path = with_tilde(check.agent.place.path, home);
    std::string program = path;
    if (check.agent.place.error == ENOENT) program = "not found";
    if (check.agent.place.error == EACCES) program = path + ", which is not executable";
    std::vector<std::string> words;
    for (const std::string& word : check.argv) words.push_back(shell_quoted(word));

    std::string text = labelled_row("Agent", choice.named.value, from(choice.named));
    text += labelled_row("Program", program);
    text += labelled_row("Runs", join(words, " "), profile);
    if (check.workspace) {
        const std::string& launch = check.workspace->task.launch_dir;
        text += labelled_row("Directory", with_tilde(check.directory, home),
                             launch.empty() ? "the workspace" : "launch_dir in " + layout::kTaskFile);
    } else {
        text += labelled_row("Directory", "the workspace that new makes");
    }
    text += labelled_row("Mode", check.settings.session_mode.value, from(check.settings.session_mode));
    return text + variable_rows(check.variables);
}

std::string json_of(const LaunchCheck& check)
{
    const AgentChoice& choice = check.agent.choice;
    StringSink sink;
    JsonWriter json(sink);
    json.begin_object();
    write_or_null(json, "workspace", check.workspace ? check.workspace->path : "");
    write_setting(json, "agent", choice.named);
    write_or_null(json, "profile", choice.profile ? choice.profile->name : "");
    json.key("argv").value(check.argv);
    json.key("found").value(check.found());
    write_or_null(json, "path", check.found() ? check.agent.place.path : "");
    write_or_null(json, "directory", check.directory);
    write_setting(json, "session_mode", check.settings.session_mode);
    json.key("variables").begin_array();
    for (const GivenVariable& variable : check.variables) {
        json.begin_object();
        json.key("name").value(variable.name);
        json.key("value");
        if (variable.value)
            json.value(*variable.value);
        else
            json.null();
        json.key("source").value(variable.source);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    json.finish();
    return std::move(sink.text);
}

} // namespace

int run_agent_check(World& world, Streams& streams, const CommandLine& line)
{
    if (line.get("agent") == "") throw UsageError("--agent names nothing", "--agent claude");
    const LaunchCheck check = check_launch(world, streams, line);
    if (!check.found()) {
        Reporter reporter(report_output(world, streams), world.clock);
        reporter.tell(
            not_started(world, check.settings, check.agent, check.workspace ? check.workspace->path : ""));
    }
    print(streams, line.has("json") ? json_of(check) : text_of(check, world.environment.home()));
    return check.found() ? 0 : kFailed;
}

} // namespace ctask
