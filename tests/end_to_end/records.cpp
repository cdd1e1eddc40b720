// Reads what a session leaves.
#include "end_to_end/records.hpp"

#include "support/doctest.hpp"

#include <fstream>
#include <sstream>
#include <unistd.h>

namespace ctask {

JsonDocument parsed(const std::string& json)
{
    std::string problem;
    auto document = JsonDocument::parse(json, problem);
    REQUIRE_MESSAGE(document, problem, ": ", json);
    return std::move(*document);
}

JsonDocument summary_of(const std::string& workspace)
{
    return parsed(read_file(workspace, ".ctask/last-session-summary.json"));
}

std::vector<JsonDocument> history_of(const std::string& workspace)
{
    std::vector<JsonDocument> history;
    if (!exists(workspace, ".ctask/history.jsonl")) return history;
    std::istringstream lines(read_file(workspace, ".ctask/history.jsonl"));
    for (std::string line; std::getline(lines, line);) history.push_back(parsed(line));
    return history;
}

std::string leftovers(const std::string& workspace)
{
    std::string found;
    for (const auto& name : names_in(workspace + "/.ctask"))
        if (name != "history.jsonl" && name != "last-session-summary.json" && name != "sessions")
            found += name + "\n";
    for (const auto& name : names_in(workspace + "/.ctask/sessions")) found += "sessions/" + name + "\n";
    return found;
}

JsonDocument lease_of(const std::string& workspace)
{
    return parsed(read_file(workspace, ".ctask/session.json"));
}

char state_of(pid_t pid)
{
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(stat, line)) return 0;
    return line[line.rfind(')') + 2];
}

void await_file(const std::string& path)
{
    const bool there = eventually([&] { return ::access(path.c_str(), F_OK) == 0; });
    REQUIRE_MESSAGE(there, path, " never appears");
}

RunningSession::RunningSession(const Binary& ctask, const std::string& workspace, const std::string& name,
                               const Words& options, const Words& verbs)
    : ctask_(ctask), name_(name),
      program_(ctask.start(Words{"resume", workspace} + options +
                           Binary::agent(verbs + Words{"write", ctask.scratch.path(name + "-started") + "=",
                                                       "until", ctask.scratch.path(name + "-ends")})))
{
    const bool started = eventually([&] { return ctask.scratch.exists(name + "-started"); });
    REQUIRE_MESSAGE(started, "the agent is not started: ", program_.err());
}

void RunningSession::tell_to_end() const
{
    ctask_.scratch.write_file(name_ + "-ends", "");
}

ProgramResult RunningSession::end()
{
    tell_to_end();
    return program_.wait();
}

} // namespace ctask
