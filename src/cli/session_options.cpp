// Reading the options of a session.
#include "cli/session_options.hpp"

#include "base/error.hpp"
#include "workspace/slug.hpp"

namespace ctask {

namespace {

Nanoseconds duration_of(const std::string& option, const std::string& text)
{
    const std::optional<Nanoseconds> length = parse_duration(text);
    if (!length)
        throw UsageError("--" + option + "=" + text + " is not a duration", "90, 90s, 10m or 1h30m are");
    return *length;
}

} // namespace

SessionOptions read_session_options(const CommandLine& line)
{
    refuse_contradictions(line);
    SessionOptions options;
    options.agent = line.get("agent").value_or("");
    if (line.has("agent") && options.agent.empty())
        throw UsageError("--agent names nothing", "--agent claude, or --shell for a plain shell");
    options.shell = line.has("shell") || line.command->name == "open";
    if (const auto category = line.get("category"); category && !is_safe_component(*category))
        throw UsageError("--category=" + *category + " names no directory",
                         "a category is " + std::string(kSafeComponent));
    options.force = line.has("force");
    options.no_input = line.has("no-input");
    options.wait = line.has("wait");
    const std::string limit = line.get("wait").value_or("");
    if (!limit.empty()) options.wait_limit = duration_of("wait", limit);
    if (const auto timeout = line.get("timeout")) {
        options.timeout = duration_of("timeout", *timeout);
        if (*options.timeout <= Nanoseconds{0})
            throw UsageError("--timeout=" + *timeout + " leaves the agent no time",
                             "--timeout=10m; without it there is no limit");
    }
    options.arguments = line.agent_arguments;
    return options;
}

} // namespace ctask
