// Bookkeeping that fails: the agent runs, its status comes through, and one warning says what is wrong.
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ctask;

namespace {

Words agent()
{
    return Binary::agent({"say", "the agent ran", "exit", "3"});
}

void check_agent_ran(const ProgramResult& result)
{
    CHECK_MESSAGE(result.status == 3, result.err);
    CHECK(result.out == "the agent ran\n");
}

/// Lines of ctask's that warn, rather than tell what is always told: banner, path, and how it ended.
std::size_t warnings(const std::string& err, const std::string& workspace)
{
    return occurrences(err, "[ctask] ") - occurrences(err, ":: idea · fake-agent") -
           occurrences(err, "[ctask] " + workspace + "\n") - occurrences(err, " · exited 3 · ");
}

/// Runs the script as root of a mount namespace of its own: $0 is ctask, $1 the workspace, the rest the
/// agent. Nothing when the machine does not allow that.
std::optional<ProgramResult> run_with_mounts(const Binary& ctask, const std::string& workspace,
                                             const std::string& script)
{
    const Words enter = ::getuid() == 0 ? Words{"unshare", "-m"} : Words{"unshare", "-r", "-m"};
    const Words allowed = enter + Words{"sh", "-c", "mount -t tmpfs none /mnt"};
    if (Program(ctask.setup(allowed)).wait().status != 0) {
        MESSAGE("skipped: this machine allows no mounts");
        return std::nullopt;
    }
    const Words command = enter + Words{"sh", "-c", script, Binary::path(), workspace} + agent();
    return Program(ctask.setup(command)).wait();
}

} // namespace

TEST_CASE("a file or a link in the place of .ctask is refused by name, and the agent runs")
{
    for (const bool link : {true, false}) {
        CAPTURE(link);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        REQUIRE(::rmdir((workspace + "/.ctask").c_str()) <= 0);
        ctask.scratch.make_directory("elsewhere");
        const std::string state = (workspace + "/.ctask").substr(ctask.scratch.path().size() + 1);
        if (link)
            ctask.scratch.make_link(ctask.scratch.path("elsewhere"), state);
        else
            ctask.scratch.write_file(state, "in the way");

        const ProgramResult result = ctask.run(Words{"resume", workspace} + agent());

        check_agent_ran(result);
        CHECK(contains(result.err, ".ctask"));
        CHECK_MESSAGE(warnings(result.err, workspace) == 1, result.err);
        CHECK(names_in(ctask.scratch.path("elsewhere")).empty());
    }
}

TEST_CASE("state files that are no files are neither opened for writing nor waited on")
{
    for (const std::string name : {"session.json", "manifest-start.json", "last-session-summary.json",
                                   "history.jsonl", "write.lock", "sessions"}) {
        CAPTURE(name);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        REQUIRE(ctask.run({"resume", workspace, "--agent", "true"}).status == 0);
        const std::string path = workspace + "/.ctask/" + name;
        ::unlink(path.c_str());
        ::rmdir(path.c_str());
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);

        const ProgramResult result = ctask.run(Words{"resume", workspace, "--force"} + agent());

        check_agent_ran(result);
        CHECK(contains(result.err, name));
    }
}

TEST_CASE("on a read-only file system the agent runs, with one warning")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    const auto result = run_with_mounts(ctask, workspace,
                                        "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && "
                                        "ctask=$0; w=$1; shift; exec \"$ctask\" resume \"$w\" \"$@\"");

    if (!result) return;
    check_agent_ran(*result);
    CHECK(contains(result->err, "Read-only file system"));
    CHECK_MESSAGE(warnings(result->err, workspace) == 1, result->err);
    CHECK_FALSE(contains(result->err, "beside another session"));
}

TEST_CASE("on a full disk the agent runs, with one warning")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");

    const auto result =
        run_with_mounts(ctask, workspace,
                        "cp -a \"$1\" \"$1.copy\" && mount -t tmpfs -o size=128k none \"$1\" && "
                        "cp -a \"$1.copy/.\" \"$1\" && rm -r \"$1.copy\" && "
                        "cat /dev/zero > \"$1/filler\" 2>/dev/null; "
                        "ctask=$0; w=$1; shift; exec \"$ctask\" resume \"$w\" \"$@\"");

    if (!result) return;
    check_agent_ran(*result);
    CHECK(contains(result->err, "No space left on device"));
    CHECK_MESSAGE(warnings(result->err, workspace) == 1, result->err);
    CHECK_FALSE(contains(result->err, "beside another session"));
}

TEST_CASE("a write lock that a live stranger holds all the time costs one warning")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const std::string state = (workspace + "/.ctask").substr(ctask.scratch.path().size() + 1);
    ctask.scratch.write_file(state + "/write.lock",
                             "{\"v\":2,\"pid\":" + std::to_string(::getpid()) + ",\"hostname\":\"other\"}");
    const UniqueFd lock(::open((workspace + "/.ctask/write.lock").c_str(), O_RDWR | O_CLOEXEC));
    REQUIRE(::flock(lock.get(), LOCK_EX | LOCK_NB) == 0);

    const ProgramResult result = ctask.run(Words{"resume", workspace} + agent());

    check_agent_ran(result);
    CHECK(contains(result.err, "write.lock"));
    CHECK_MESSAGE(warnings(result.err, workspace) == 1, result.err);
    CHECK_FALSE(contains(result.err, "beside another session"));
    CHECK(exists(workspace, ".ctask/write.lock"));
}

TEST_CASE("a limit on file sizes, and the signal it brings, does not end ctask")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words script = {"sh", "-c", "{ ulimit -f 0; \"$@\"; echo status=$? | cat >&3; } 2>&1 3>&1 | cat",
                          "sh"};

    const ProgramResult result =
        Program(ctask.setup(script + Words{Binary::path(), "resume", workspace} + agent())).wait();

    CHECK(contains(result.out, "the agent ran\n"));
    CHECK(contains(result.out, "status=3"));
}

TEST_CASE("torn and absurd state files are named and passed over")
{
    struct Torn {
        std::string name;
        std::string bytes;
    };
    const Torn files[] = {{"last-session-summary.json", "{\"session_id\":"},
                          {"last-session-summary.json", ""},
                          {"manifest-start.json", "[1,2"},
                          {"manifest-start.json", std::string(4096, '\0')},
                          {"history.jsonl", "{\"a\":1}\nnonsense\n"},
                          {"last-session-summary.json", "[]"}};
    for (const Torn& file : files) {
        CAPTURE(file.name);
        CAPTURE(file.bytes);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        const std::string state = (workspace + "/.ctask/").substr(ctask.scratch.path().size() + 1);
        ctask.scratch.write_file(state + file.name, file.bytes);

        const ProgramResult result = ctask.run(Words{"resume", workspace} + agent());

        check_agent_ran(result);
        if (file.name != "history.jsonl") CHECK(contains(result.err, file.name));
        CHECK(summary_of(workspace).root()["exit_code"].number() == 3);
        CHECK(leftovers(workspace) == "");
    }
}
