// TmuxServer: a session is named by `=NAME`, so that no beginning of a name is taken for it.
#include "tmux/server.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cctype>
#include <limits>

namespace ctask {

namespace {

constexpr long long kLeastMajor = 3;
constexpr Nanoseconds kPatience = std::chrono::seconds(10);
const std::string kMark = "@ctask";
constexpr long long kMostPid = std::numeric_limits<pid_t>::max();

std::string exactly(const std::string& session)
{
    return "=" + session;
}

/// One more command behind those that are there: an option of this session's.
void add_option(std::vector<std::string>& words, const std::string& session, std::vector<std::string> option)
{
    words.insert(words.end(), {";", "set-option", "-t", exactly(session) + ":"});
    words.insert(words.end(), option.begin(), option.end());
}

/// tmux takes a semicolon at the end of a word for the end of a command.
std::string protected_word(std::string word)
{
    if (word.ends_with(';')) word.insert(word.size() - 1, "\\");
    return word;
}

} // namespace

bool is_in_tmux(const Environment& environment)
{
    return !environment.get_or("TMUX", "").empty();
}

std::string tmux_socket_in(const Environment& environment)
{
    const std::string tmux = environment.get_or("TMUX", "");
    return tmux.substr(0, tmux.find(','));
}

bool is_old_tmux(const std::string& answer)
{
    const auto is_digit = [](unsigned char letter) { return std::isdigit(letter) != 0; };
    const auto first = std::find_if(answer.begin(), answer.end(), is_digit);
    const auto last = std::find_if_not(first, answer.end(), is_digit);
    long long major = 0;
    return parse_number(std::string(first, last), 0, 1'000'000, major) && major < kLeastMajor;
}

TmuxServer::TmuxServer(World& world, std::string program, std::string socket)
    : world_(&world), program_(std::move(program)), socket_(std::move(socket))
{
}

Task<TmuxServer> TmuxServer::find(World& world)
{
    return find(world, TmuxSeat());
}

Task<TmuxServer> TmuxServer::find(World& world, TmuxSeat seat)
{
    const ProgramPlace place = world.processes.find_program("tmux", world.environment);
    if (place.error != 0)
        throw Failure("a session in tmux needs tmux, which is not on PATH", "install it; " + kWithoutTmux);
    TmuxServer server(world, place.path, std::move(seat.socket));
    Command asking;
    asking.program = place.path;
    asking.argv = {"tmux", "-V"};
    asking.environment = world.environment.entries;
    const Captured answer = co_await world.processes.capture(asking, kPatience);
    if (!answer.succeeded())
        throw Failure(visible(place.path) + " does not tell its version", "try: tmux -V; " + kWithoutTmux);
    if (is_old_tmux(answer.out))
        throw Failure("tmux is too old for a session in it: " + visible(split_lines(answer.out).front()),
                      "install tmux 3.0 or newer; " + kWithoutTmux);
    co_return server;
}

Command TmuxServer::command(std::vector<std::string> words) const
{
    Command command;
    command.program = program_;
    command.argv = {"tmux"};
    if (!socket_.empty()) command.argv.insert(command.argv.end(), {"-S", socket_});
    for (std::string& word : words) command.argv.push_back(std::move(word));
    command.environment = world_->environment.entries;
    return command;
}

Task<Captured> TmuxServer::run(std::vector<std::string> words)
{
    const Captured answer = co_await world_->processes.capture(command(std::move(words)), kPatience);
    if (!answer.status) throw Failure("tmux does not answer", "try: tmux list-sessions; " + kWithoutTmux);
    co_return answer;
}

Task<pid_t> TmuxServer::pid()
{
    const std::vector<std::string> words = {"display-message", "-p", "#{pid}"};
    const Captured answer = co_await run(words);
    long long pid = 0;
    const std::string number = answer.out.substr(0, answer.out.find('\n'));
    if (!answer.succeeded() || !parse_number(number, 1, kMostPid, pid)) co_return 0;
    co_return static_cast<pid_t>(pid);
}

Task<bool> TmuxServer::has(std::string session)
{
    const std::vector<std::string> words = {"has-session", "-t", exactly(session)};
    const Captured answer = co_await run(words);
    co_return answer.succeeded();
}

Task<std::optional<std::string>> TmuxServer::mark(std::string session)
{
    const std::vector<std::string> words = {"show-options", "-qv", "-t", exactly(session) + ":", kMark};
    const bool exists = co_await has(session);
    if (!exists) co_return std::nullopt;
    const Captured answer = co_await run(words);
    std::string text = answer.out;
    while (text.ends_with('\n')) text.pop_back();
    co_return text;
}

Task<Panes> TmuxServer::panes(std::string session)
{
    const std::vector<std::string> words = {"list-panes",     "-s", "-t",
                                            exactly(session), "-F", "#{pane_pid} #{socket_path}"};
    const Captured answer = co_await run(words);
    Panes panes;
    if (!answer.succeeded()) co_return panes;
    for (const std::string& line : split_lines(answer.out)) {
        const std::size_t blank = line.find(' ');
        long long pid = 0;
        if (!parse_number(line.substr(0, blank), 1, kMostPid, pid)) continue;
        panes.pids.push_back(static_cast<pid_t>(pid));
        if (blank != line.npos) panes.socket = line.substr(blank + 1);
    }
    co_return panes;
}

Task<bool> TmuxServer::create(std::string session, std::string mark, std::vector<std::string> command)
{
    const std::string directory = world_->environment.working_directory;
    std::vector<std::string> words = {"new-session", "-d", "-s", session};
    if (!directory.empty()) words.insert(words.end(), {"-c", protected_word(directory)});
    for (const std::string& word : command) words.push_back(protected_word(word));
    add_option(words, session, {kMark, mark});
    add_option(words, session, {"destroy-unattached", "off"});
    add_option(words, session, {"detach-on-destroy", "on"});
    add_option(words, session, {"-w", "remain-on-exit", "off"});
    const Captured answer = co_await run(words);
    if (answer.succeeded()) co_return true;
    const bool exists = co_await has(session);
    if (exists) co_return false;
    throw Failure("tmux cannot make a session", "try: tmux new-session; " + kWithoutTmux);
}

Command TmuxServer::attaching(const std::string& session) const
{
    Command client = command({"attach-session", "-t", exactly(session)});
    // It would go on beside the shell that comes back, and get half of what is typed there.
    client.ends_with_ctask = true;
    return client;
}

std::string TmuxServer::attach_line(const std::string& session) const
{
    const std::string socket = socket_.empty() ? "" : "-S " + shell_quoted(socket_) + " ";
    return "tmux " + socket + "attach-session -t " + shell_quoted(exactly(session));
}

std::string TmuxServer::switch_line(const std::string& session) const
{
    return "tmux switch-client -t " + shell_quoted(exactly(session));
}

bool TmuxServer::is_around_us() const
{
    const std::string around = tmux_socket_in(world_->environment);
    return !around.empty() && (socket_.empty() || socket_ == around);
}

Task<std::string> TmuxServer::session_around_us()
{
    std::vector<std::string> words = {"display-message", "-p"};
    const std::string pane = world_->environment.get_or("TMUX_PANE", "");
    if (!pane.empty()) words.insert(words.end(), {"-t", pane});
    words.emplace_back("#{session_name}");
    const Captured answer = co_await run(std::move(words));
    co_return answer.out.substr(0, answer.out.find('\n'));
}

Task<std::vector<std::string>> TmuxServer::lines_around_us()
{
    const std::string pane = world_->environment.get_or("TMUX_PANE", "");
    if (pane.empty()) co_return std::vector<std::string>();
    const std::vector<std::string> words = {"capture-pane", "-p", "-J", "-t", pane};
    const Captured answer = co_await run(words);
    co_return split_lines(answer.out);
}

} // namespace ctask
