// Before and after a visit to tmux.
#include "cli/session_in_tmux.hpp"

#include "async/combine.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/notice.hpp"
#include "record/json_reader.hpp"
#include "session/exit_status.hpp"
#include "tmux/session_name.hpp"

#include <algorithm>

namespace ctask {

namespace {

/// What a terminal has to be able to do cannot be said of these.
const std::vector<std::string> kUnknownTerminals = {"", "dumb", "unknown"};

/// The options of the session itself that were given.
std::vector<std::string> session_words(const CommandLine& line)
{
    std::vector<std::string> words;
    for (const Option& option : line.command->options) {
        const std::optional<std::string> value = line.get(option.name);
        if (value && option.in_tmux != InTmux::to_visit) words.push_back(option_word(option, *value, false));
    }
    return words;
}

/// The same session, in this terminal.
std::string direct_line(CommandLine line)
{
    if (line.command->name == "attach") line.command = find_command("resume");
    line.options["direct"] = "";
    return shell_line(line);
}

/// The same session, in this terminal, beside one that runs.
std::string beside_line(CommandLine line)
{
    line.options.erase("wait");
    line.options["force"] = "";
    return direct_line(std::move(line));
}

/// What an agent that fails so soon had to say, or ctask when it refused the session, goes with its pane, and
/// is told at the terminal that shows that.
constexpr Nanoseconds kSoon = std::chrono::seconds(10);
constexpr std::ptrdiff_t kLastLines = 20;

/// Before every line of ctask's own.
const std::string kOwnLine = "[ctask] ";

/// Of an agent that failed its own words, of a refusal ctask's.
bool is_worth_telling(const std::string& line, bool refused)
{
    const bool is_own = line.starts_with(kOwnLine);
    return refused ? is_own : !is_own && line.find_first_not_of(' ') != std::string::npos;
}

void tell_last_words(Streams& streams, const std::vector<std::string>& lines)
{
    if (lines.empty()) return;
    const bool refused = lines.front().starts_with(kOwnLine);
    if (!refused) notice(streams, "in its pane stood:");
    for (const std::string& line : lines)
        notice(streams, refused ? visible(line.substr(kOwnLine.size())) : "  " + visible(line));
}

/// What the session's ctask said of its end, when it recorded nothing. `is_told`: its own lines have been
/// shown.
void tell_report(Streams& streams, const std::string& report, bool is_told, Exit& exit)
{
    std::string problem;
    const std::optional<JsonDocument> document = JsonDocument::parse(report, problem);
    const JsonValue root = document ? document->root() : JsonValue();
    const std::optional<std::string> reason = root["reason"].text();
    exit.status = static_cast<int>(root["exit_status"].number().value_or(kNoSessionStarted));
    if (root["how"].text() == "declined")
        notice(streams, "nothing was started");
    else if (!is_told)
        notice(streams, reason ? visible(*reason) : "the session has ended");
}

/// ncurses is asked, as tmux does; where its program is missing nothing speaks against the terminal.
bool is_known_terminal(World& world, const std::string& term)
{
    constexpr int kUnknownToNcurses = 3;
    if (std::find(kUnknownTerminals.begin(), kUnknownTerminals.end(), term) != kUnknownTerminals.end())
        return false;
    const ProgramPlace place = world.processes.find_program("tput", world.environment);
    if (place.error != 0) return true;
    Command asking;
    asking.program = place.path;
    asking.argv = {"tput", "-T", term, "longname"};
    asking.environment = world.environment.entries;
    const Captured answer =
        run_to_completion(world.context, world.processes.capture(asking, std::chrono::seconds(5)));
    return answer.status != kUnknownToNcurses;
}

void require_lasting_report(const CommandLine& line)
{
    if (line.get("report").value_or("").starts_with("fd:"))
        throw UsageError("a session in tmux outlives this command, and with it --report=" +
                             *line.get("report"),
                         "--report=FILE is written when the session ends");
}

[[noreturn]] void refuse_inside_tmux(const CommandLine& line, const Settings& settings)
{
    const bool by_setting = line.command->name != "attach";
    throw Failure("this terminal is in tmux already, and a session in tmux wants one of its own" +
                      (by_setting ? " (session_mode is persistent by " +
                                        visible(settings.session_mode.full_source()) + ")"
                                  : std::string()),
                  "to run it in this pane, which tmux keeps too: " + visible(direct_line(line)));
}

/// Of the very server that shows this terminal a session can be come to all the same.
Task<> refuse_visit_inside_tmux(const std::optional<Running>& running, const CommandLine& line,
                                const Settings& settings)
{
    if (!running) refuse_inside_tmux(line, settings);
    if (!running->server.is_around_us())
        throw Failure("this terminal is in tmux already, and the session runs in another tmux",
                      "from a terminal outside: " + visible(shell_line(line)));
    TmuxServer server = running->server;
    const std::string around = co_await server.session_around_us();
    if (around == running->tmux_session) throw Failure("this terminal is in that session already");
    throw Failure("this terminal is in tmux already, and so is the session",
                  "to go there: " + server.switch_line(running->tmux_session));
}

/// What is to be told of the session's state, in lines.
std::vector<std::string> state_of(const Running& running)
{
    std::vector<std::string> lines;
    if (running.is_over)
        lines.emplace_back("the session has ended; other panes of its tmux session go on, and a new session "
                           "can begin when they are closed");
    if (running.adopted) lines.emplace_back("the ctask of the session in tmux was gone: it has a new one");
    if (!running.problem.empty())
        lines.push_back("the ctask of the session in tmux is gone, and it cannot have a new one: " +
                        visible(running.problem));
    return lines;
}

/// What of the command line comes to nothing where this session is joined: it is as it was begun.
std::vector<std::string> unheeded_by(const Running& running, const CommandLine& line,
                                     const Workspace& workspace)
{
    std::vector<std::string> unheeded;
    if (line.command->name == "open") unheeded.emplace_back("a shell");
    for (const Option& option : line.command->options)
        if (option.in_tmux == InTmux::to_session && line.has(option.name))
            unheeded.push_back("--" + option.name);
    if (!line.agent_arguments.empty()) unheeded.emplace_back("what stands behind --");
    if (unheeded.empty()) return {};
    const std::string joined =
        running.is_live ? "a session that ran here already" : "what another ctask had begun here";
    std::vector<std::string> lines = {joined + " was joined: nothing came of " + join(unheeded, ", ")};
    if (!workspace.task.archived()) lines.push_back("to start one beside it: " + visible(beside_line(line)));
    return lines;
}

} // namespace

void require_place_for_tmux(World& world, const Streams& streams, const CommandLine& line,
                            const Settings& settings)
{
    require_lasting_report(line);
    if (is_in_tmux(world.environment)) refuse_inside_tmux(line, settings);
    const std::string without = "without tmux: " + visible(direct_line(line));
    if (!world.terminal.can_ask() || !streams.out_is_terminal)
        throw Failure("a session in tmux needs a terminal", without);
    const std::string term = world.environment.get_or("TERM", "");
    if (!is_known_terminal(world, term))
        throw Failure("tmux cannot use a terminal that is " +
                          (term.empty() ? "not named (TERM)" : "TERM=" + term),
                      "set TERM to what it is, or " + without);
}

void require_tmux_for_new(World& world, const Streams& streams, const CommandLine& line,
                          const Settings& settings)
{
    require_place_for_tmux(world, streams, line, settings);
    run_to_completion(world.context, TmuxServer::find(world));
}

std::vector<std::string> told_of_joining(const Running& running, const CommandLine& line,
                                         const Workspace& workspace)
{
    std::vector<std::string> lines = state_of(running);
    for (std::string& unheeded : unheeded_by(running, line, workspace)) lines.push_back(std::move(unheeded));
    return lines;
}

std::optional<Running> look_for_session(World& world, const Streams& streams, const CommandLine& line,
                                        const Settings& settings, const Workspace& workspace)
{
    require_lasting_report(line);
    if (!is_in_tmux(world.environment)) require_place_for_tmux(world, streams, line, settings);
    std::optional<Running> running;
    const auto looking = [&]() -> Task<> {
        running = co_await find_running(world, workspace);
        if (is_in_tmux(world.environment)) co_await refuse_visit_inside_tmux(running, line, settings);
    };
    run_to_completion(world.context, looking());
    return running;
}

void adopt_orphan(World& world, Streams& streams, const Workspace& workspace)
{
    std::optional<Running> running;
    const auto looking = [&]() -> Task<> { running = co_await adopt_orphan_in_tmux(world, workspace); };
    try {
        run_to_completion(world.context, looking());
    } catch (const std::exception& failure) {
        notice(streams,
               std::string("whether the last session goes on in tmux cannot be told: ") + failure.what());
    }
    if (!running) return;
    for (const std::string& line : state_of(*running)) notice(streams, line);
    if (!running->adopted)
        notice(streams, "to join it: " + running->server.attach_line(running->tmux_session));
}

Letter letter_for(const World& world, const Workspace& workspace, const CommandLine& line,
                  const std::string& session_id)
{
    Letter letter;
    letter.session_id = session_id;
    letter.workspace = workspace.path;
    letter.root = workspace.root;
    letter.tmux.session = tmux_session_name(workspace.category(), workspace.slug(), workspace.path);
    letter.environment = world.environment.entries;
    letter.words = {line.command->name == "open" ? "open" : "resume", workspace.path};
    for (std::string& word : session_words(line)) letter.words.push_back(std::move(word));
    if (!line.agent_arguments.empty()) letter.words.emplace_back("--");
    for (const std::string& word : line.agent_arguments) letter.words.push_back(word);
    return letter;
}

void give_last_words(World& world, const OwnedPane& pane, const Ending& ending)
{
    const bool refused = ending.kind == Ending::Kind::in_use;
    const bool failed = ending.kind == Ending::Kind::exited && ending.number != 0 && !ending.from_outside;
    if (!refused && (!failed || ending.ran > kSoon)) return;
    std::vector<std::string> lines;
    const auto looking = [&]() -> Task<> {
        TmuxServer server = co_await TmuxServer::find(world);
        lines = co_await server.lines_around_us();
    };
    try {
        run_to_completion(world.context, looking());
    } catch (const std::exception&) {
        // A courtesy: how it ended is told all the same.
        return;
    }
    std::erase_if(lines, [refused](const std::string& line) { return !is_worth_telling(line, refused); });
    const std::ptrdiff_t more = std::ssize(lines) - kLastLines;
    if (more > 0) lines.erase(lines.begin(), lines.begin() + more);
    if (!lines.empty()) world.processes.answer(pane.address, sealed_last_words(lines));
}

Exit tell_visit(Streams& streams, Reporter& reporter, const std::string& word, const Visit& visit,
                Outcome& outcome)
{
    Exit exit;
    outcome.ending = visit.ending;
    outcome.summary = visit.summary;
    const std::string to_come_back = "; to come back:  ctask attach " + visible(shell_quoted(word));
    tell_last_words(streams, visit.last_words);
    if (visit.was_over) {
        if (visit.goes_on) notice(streams, "other panes of its tmux session go on" + to_come_back);
    } else if (visit.summary) {
        reporter.tell(Ended{*visit.summary, visit.ending});
        if (visit.goes_on) notice(streams, "other panes of its tmux session go on" + to_come_back);
        exit = exit_by(visit.ending);
        if (visit.ending.kind == Ending::Kind::interrupted) exit.status = kFailed;
    } else if (visit.refused) {
        notice(streams, "tmux cannot use this terminal; the session goes on" + to_come_back);
        exit.status = kFailed;
    } else if (visit.goes_on) {
        notice(streams, visible(word) + " goes on in tmux" +
                            (visit.without_session ? ", where no session is on record yet" : "") +
                            to_come_back);
    } else if (visit.agent_left) {
        const std::string pid = *visit.agent_left > 0 ? " as pid " + std::to_string(*visit.agent_left) : "";
        notice(streams, "the tmux session has ended, and its agent still runs" + pid);
        if (*visit.agent_left > 0) notice(streams, "to end it: kill " + std::to_string(*visit.agent_left));
        exit.status = kFailed;
    } else if (visit.cut_off) {
        notice(streams, "the session was cut off; the next one records it");
        exit.status = kFailed;
    } else if (!visit.report.empty()) {
        tell_report(streams, visit.report, !visit.last_words.empty(), exit);
    } else {
        notice(streams, "the session has ended; how cannot be told");
    }
    return exit;
}

} // namespace ctask
