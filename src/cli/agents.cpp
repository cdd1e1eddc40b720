// ctask agents: the agents that have a profile, and whether each is on this machine.
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/agent_check.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/json_members.hpp"
#include "cli/labelled_row.hpp"
#include "cli/print.hpp"
#include "cli/read_settings.hpp"
#include "report/table.hpp"

#include <cerrno>

namespace ctask {

namespace {

struct KnownAgent {
    /// Expanded, unless `problem` says why not.
    AgentProfile profile;
    ProgramPlace place;
    std::string problem;
    bool is_default = false;

    bool found() const { return problem.empty() && place.error == 0; }
};

KnownAgent look_up(World& world, const AgentProfile& profile)
{
    KnownAgent agent{profile, {profile.command, ENOENT}, {}, false};
    try {
        agent.profile = expanded(profile, world.environment);
        agent.place = world.processes.find_program(agent.profile.command, world.environment);
    } catch (const Failure& failure) {
        agent.problem = failure.what();
    }
    return agent;
}

/// Of the default when that is no profile too.
std::vector<KnownAgent> look_all_up(World& world, const Settings& settings)
{
    std::vector<AgentProfile> profiles = settings.agents;
    const Setting& chosen = settings.agent;
    if (find_profile(profiles, chosen.value) == nullptr)
        profiles.push_back({chosen.value, chosen.value, {}, {}, chosen.source, chosen.line});
    std::vector<KnownAgent> agents;
    for (const AgentProfile& profile : profiles) {
        agents.push_back(look_up(world, profile));
        agents.back().is_default = profile.name == chosen.value;
    }
    return agents;
}

/// Where its profile stands, and who made it the default.
std::string source_of(const KnownAgent& agent, const Settings& settings)
{
    const bool has_profile = find_profile(settings.agents, agent.profile.name) != nullptr;
    std::string source = has_profile ? agent.profile.full_source() : "no profile";
    if (!agent.is_default) return source;
    source += "; the default";
    return settings.agent.source == "default" ? source : source + ", " + from(settings.agent);
}

std::string table_of(const std::vector<KnownAgent>& agents, const Settings& settings, const Streams& streams,
                     const std::string& home)
{
    Table table({"AGENT", "FOUND", "SOURCE", "COMMAND"});
    for (const KnownAgent& agent : agents) {
        std::vector<std::string> words = {shell_quoted(agent.profile.command)};
        for (const std::string& arg : agent.profile.args) words.push_back(shell_quoted(arg));
        Cell found{with_tilde(agent.place.path, home), Shade::good};
        if (agent.place.error == EACCES) found = {"not executable: " + found.text, Shade::bad};
        if (agent.place.error == ENOENT) found = {"not found", Shade::dim};
        if (!agent.problem.empty()) found = {agent.problem, Shade::bad};
        table.add({{agent.profile.name}, found, {source_of(agent, settings)}, {join(words, " ")}});
    }
    return table.text(streams.out_columns, streams.colour_out);
}

std::string json_of(const std::vector<KnownAgent>& agents)
{
    StringSink sink;
    JsonWriter json(sink);
    json.begin_array();
    for (const KnownAgent& agent : agents) {
        json.begin_object();
        json.key("name").value(agent.profile.name);
        json.key("command").value(agent.profile.command);
        json.key("args").value(agent.profile.args);
        json.key("env").begin_object();
        for (const auto& [name, value] : agent.profile.env) json.key(name).value(value);
        json.end_object();
        json.key("found").value(agent.found());
        write_or_null(json, "path", agent.found() ? agent.place.path : "");
        json.key("default").value(agent.is_default);
        write_source_members(json, {"", agent.profile.source, agent.profile.line});
        write_or_null(json, "problem", agent.problem);
        json.end_object();
    }
    json.end_array();
    json.finish();
    return std::move(sink.text);
}

} // namespace

int run_agents(World& world, Streams& streams, const CommandLine& line)
{
    if (line.has("names") && (line.has("json") || line.verb))
        throw UsageError("--names prints the names of all agents and nothing else", "ctask agents --names");
    if (line.has("agent") && !line.verb)
        throw UsageError("--agent asks what a launch would run",
                         "ctask agents check --agent=" + shell_quoted(*line.get("agent")));
    if (line.verb) return run_agent_check(world, streams, line);
    const Settings settings = read_settings(world, streams);
    if (line.has("names")) {
        for (const AgentProfile& profile : settings.agents) print(streams, profile.name + "\n");
        return 0;
    }
    const std::vector<KnownAgent> agents = look_all_up(world, settings);
    print(streams,
          line.has("json") ? json_of(agents) : table_of(agents, settings, streams, world.environment.home()));
    return 0;
}

} // namespace ctask
