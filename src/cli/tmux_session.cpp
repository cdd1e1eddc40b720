// Before and after a visit to tmux.
#include "cli/tmux_session.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/notice.hpp"
#include "record/json_reader.hpp"
#include "tmux/session_name.hpp"

namespace ctask {

namespace {

/// The options that are the session's, not the visit's.
const std::vector<std::string> kOfTheSession = {"agent", "shell",   "all",      "wait",
                                                "force", "timeout", "no-input", "report"};

void add_option(std::vector<std::string>& words, const CommandLine& line, const std::string& name)
{
    const std::optional<std::string> value = line.get(name);
    if (!value) return;
    words.push_back("--" + name + (value->empty() ? "" : "=" + *value));
}

/// What the session's ctask said of its end, when it recorded nothing.
void tell_report(Streams& streams, const std::string& report, Exit& exit)
{
    std::string problem;
    const std::optional<JsonDocument> document = JsonDocument::parse(report, problem);
    const JsonValue root = document ? document->root() : JsonValue();
    const std::optional<std::string> reason = root["reason"].text();
    exit.status = static_cast<int>(root["exit_status"].number().value_or(kNoSessionStarted));
    notice(streams, reason ? visible(*reason) : "the session has ended");
}

} // namespace

void require_place_for_tmux(const World& world, const Streams& streams, const CommandLine& line)
{
    if (line.get("report").value_or("").starts_with("fd:"))
        throw UsageError("a session in tmux outlives this command, and with it --report=" +
                             *line.get("report"),
                         "--report=FILE is written when the session ends");
    if (!world.environment.get_or("TMUX", "").empty())
        throw Failure("this terminal is in tmux already, and a session in tmux wants one of its own",
                      "use a terminal outside; " + kWithoutTmux);
    if (!world.terminal.can_ask() || !streams.out_is_terminal)
        throw Failure("a session in tmux needs a terminal", kWithoutTmux);
}

Letter letter_for(const World& world, const Workspace& workspace, const CommandLine& line,
                  const std::string& session_id)
{
    Letter letter;
    letter.session_id = session_id;
    letter.workspace = workspace.path;
    letter.root = workspace.root;
    letter.tmux_session = tmux_session_name(workspace.category(), workspace.slug(), workspace.path);
    letter.environment = world.environment.entries;
    letter.words = {line.command->name == "open" ? "open" : "resume", workspace.path};
    for (const std::string& option : kOfTheSession) add_option(letter.words, line, option);
    if (!line.agent_arguments.empty()) letter.words.push_back("--");
    for (const std::string& word : line.agent_arguments) letter.words.push_back(word);
    return letter;
}

Exit tell_visit(Streams& streams, Reporter& reporter, const std::string& word, const Visit& visit,
                Outcome& outcome)
{
    Exit exit;
    outcome.ending = visit.ending;
    outcome.session = visit.session;
    if (visit.goes_on) {
        notice(streams, visible(word) + " goes on in tmux; to come back:  ctask attach " +
                            visible(shell_quoted(word)));
    } else if (visit.session) {
        reporter.tell(Ended{*visit.session, visit.ending});
        exit = {exit_status(visit.ending), closing_signal(visit.ending)};
    } else if (visit.agent_left) {
        const std::string pid = *visit.agent_left > 0 ? " as pid " + std::to_string(*visit.agent_left) : "";
        notice(streams, "the tmux session has ended, and its agent still runs" + pid);
        exit.status = kFailed;
    } else if (!visit.report.empty()) {
        tell_report(streams, visit.report, exit);
    } else {
        notice(streams, "the session has ended; how cannot be told");
        exit.status = kFailed;
    }
    return exit;
}

} // namespace ctask
