// How an agent ends is how ctask ends: all statuses, and the signals.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <sstream>
#include <sys/resource.h>

using namespace ctask;

namespace {

const int kDeadly[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGILL,  SIGABRT, SIGFPE,  SIGKILL,
                       SIGSEGV, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGRTMIN + 3};

/// What a shell finds in $? after one session for each word, the agent being `sh -c AGENT sh WORD`.
Words seen_by_shell(const Binary& ctask, const std::string& workspace, const std::string& agent,
                    const Words& words)
{
    const std::string loop =
        "ctask=$1; workspace=$2; agent=$3; shift 3; for word; do "
        "\"$ctask\" resume \"$workspace\" --agent sh -- -c \"$agent\" sh \"$word\" 2>&-; "
        "echo $?; done";
    Program program(ctask.setup(Words{"bash", "-c", loop, "bash", Binary::path(), workspace, agent} + words));
    std::istringstream lines(program.wait(std::chrono::minutes(2)).out);
    Words seen;
    for (std::string line; std::getline(lines, line);) seen.push_back(line);
    return seen;
}

void allow_core_dumps()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_CORE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_CORE, &limit);
}

} // namespace

TEST_CASE("a shell sees each of the 256 exit statuses as the agent gave it")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Words all;
    for (int status = 0; status < 256; ++status) all.push_back(std::to_string(status));

    CHECK(seen_by_shell(ctask, workspace, "exit \"$1\"", all) == all);

    CHECK(history_of(workspace).size() == 256);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a shell sees 128 + N of an agent that died of signal N")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    Words signals;
    Words statuses;
    for (const int signal : kDeadly) {
        signals.push_back(std::to_string(signal));
        statuses.push_back(std::to_string(128 + signal));
    }

    CHECK(seen_by_shell(ctask, workspace, "ulimit -c 0; kill -\"$1\" $$", signals) == statuses);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("a parent sees ctask die of the very signal, and ctask dumps no core even where that is allowed")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    for (const int signal : kDeadly) {
        CAPTURE(signal);
        const Words words =
            Words{Binary::path(), "resume", workspace} + Binary::agent({"die", std::to_string(signal)});

        const ProgramResult result = Program(ctask.setup(words), allow_core_dumps).wait();

        CHECK(result.signal == signal);
        CHECK_FALSE(result.dumped);
        CHECK(leftovers(workspace) == "");
    }
    const Words around = names_in(ctask.scratch.path("home")) + names_in(workspace);
    for (const auto& name : around) CHECK_FALSE(name.starts_with("core"));
    CHECK(history_of(workspace).size() == std::size(kDeadly));
}

TEST_CASE("when nothing ran the status is never 0")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    ctask.scratch.write_file("home/no-interpreter", "#!/surely/not/there\n");
    ctask.scratch.set_mode("home/no-interpreter", 0755);
    ctask.scratch.write_file("home/empty", "");
    ctask.scratch.make_link("loop", "home/loop");
    struct Case {
        std::string agent;
        int status;
    };
    const Case cases[] = {{"surely-no-such-agent", 127},
                          {"./not-there", 127},
                          {"/etc/passwd/x", 127},
                          {"./no-interpreter", 126},
                          {"./empty", 126},
                          {"./loop", 127},
                          {"/", 126}};
    for (const auto& one : cases) {
        CAPTURE(one.agent);
        const ProgramResult result = ctask.run({"resume", workspace, "--agent", one.agent});
        CHECK(result.status == one.status);
        CHECK(result.err != "");
        CHECK(result.out == "");
    }
    CHECK(history_of(workspace).empty());
    CHECK(leftovers(workspace) == "");
}
