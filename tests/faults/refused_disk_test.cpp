// A disk that is full or read-only, before a session and from the middle of it on, and no descriptors left.
#include "end_to_end/records.hpp"
#include "faults/workspace_state.hpp"
#include "support/doctest.hpp"

#include <optional>
#include <unistd.h>

using namespace ctask;

namespace {

/// What happens to the workspace, as parts of a shell script in which $w is its path and $ctask the program.
struct Disk {
    std::string name;
    /// Before the session.
    std::string before;
    /// What the agent does before it exits 3.
    std::string agent;
    /// Makes the disk usable again.
    std::string after;
    /// What the one warning says.
    std::string warning;
};

const std::string kOnTmpfs =
    "cp -a $w $w.copy && mount -t tmpfs -o size=256k none $w && cp -a $w.copy/. $w && "
    "rm -r $w.copy";
const std::string kFill = "cat /dev/zero > $CTASK_WORKSPACE/filler 2>/dev/null; ";
const std::string kBind = "mount --bind $w $w";
const std::string kNoSpace = "No space left on device";
const std::string kReadOnly = "Read-only file system";

const std::vector<Disk> kDisks = {
    {"full before", kOnTmpfs + "; CTASK_WORKSPACE=$w; " + kFill + "true", "", "rm $w/filler", kNoSpace},
    {"full during", kOnTmpfs, kFill, "rm $w/filler", kNoSpace},
    {"read-only before", kBind + "; mount -o remount,bind,ro $w", "", "mount -o remount,bind,rw $w",
     kReadOnly},
    {"read-only during", kBind, "mount -o remount,bind,ro $CTASK_WORKSPACE; ", "mount -o remount,bind,rw $w",
     kReadOnly},
};

/// In a mount namespace of its own. Nothing when this machine does not allow that.
std::optional<ProgramResult> run_with_mounts(const Binary& ctask, const std::string& script,
                                             const std::string& workspace)
{
    const Words enter = ::getuid() == 0 ? Words{"unshare", "-m"} : Words{"unshare", "-r", "-m"};
    if (Program(ctask.setup(enter + Words{"sh", "-c", "mount -t tmpfs none /mnt"})).wait().status != 0) {
        MESSAGE("skipped: this machine allows no mounts");
        return std::nullopt;
    }
    const Words shell = {"sh", "-c", "ctask=$0; w=$1; " + script, Binary::path(), workspace};
    return Program(ctask.setup(enter + shell)).wait();
}

} // namespace

TEST_SUITE_BEGIN("refused-commands");

TEST_CASE("a disk that is full or read-only costs one warning, and the next session works")
{
    for (const Disk& disk : kDisks) {
        CAPTURE(disk.name);
        const Binary ctask;
        const std::string workspace = ctask.make_workspace("idea");
        ctask.scratch.write_file("seen/.keep", "");
        const std::string seen = ctask.scratch.path("seen");
        const std::string script =
            disk.before + "; $ctask resume $w --no-input --agent sh -- -c '" + disk.agent +
            "echo ran; exit 3' 2> " + seen + "/err; echo status=$?; " + disk.after +
            "; $ctask resume $w --no-input --agent sh -- -c 'echo again; exit 3'; echo next=$?; cp -a $w " +
            seen + "/workspace";

        const auto result = run_with_mounts(ctask, script, workspace);
        if (!result) return;

        CAPTURE(result->err);
        CHECK(result->out == "ran\nstatus=3\nagain\nnext=3\n");
        const std::string err = read_file(seen, "err");
        CHECK(contains(err, disk.warning));
        CHECK_MESSAGE(occurrences(err, disk.warning) == 1, err);
        const WorkspaceState state = read_state(seen + "/workspace");
        CHECK(state.torn.empty());
        CHECK(state.remaining.empty());
        CHECK(leftovers(seen + "/workspace") == "");
    }
}

TEST_CASE("with any limit on descriptors the agent runs or it is said that it does not, and no lock stays")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    std::size_t ran = 0;
    std::size_t unsettled = 0;
    for (int limit = 3; limit < 24; ++limit) {
        CAPTURE(limit);
        const std::string script = "ulimit -n " + std::to_string(limit) + "; exec \"$@\"";
        const Words agent = Binary::agent({"say", "ran", "exit", "3"});
        const ProgramResult result = Program(ctask.setup(Words{"sh", "-c", script, "sh", Binary::path(),
                                                               "resume", workspace, "--no-input"} +
                                                         agent))
                                         .wait();
        CAPTURE(result.err);
        const bool agent_ran = result.out == "ran\n";
        CHECK(result.signal == 0);
        CHECK((agent_ran ? result.status == 3 : result.status >= 125));
        CHECK_FALSE(result.err.empty());
        if (agent_ran) ++ran;
        if (!leftovers(workspace).empty()) ++unsettled;
        CHECK_FALSE(exists(workspace, ".ctask/write.lock"));
        CHECK(ctask.run(Words{"resume", workspace, "--no-input"} + agent).status == 3);
        CHECK(leftovers(workspace) == "");
    }
    CHECK(ran > 5);
    MESSAGE("of 21 limits the agent ran under ", ran, "; ", unsettled, " left something to the next session");
}

TEST_SUITE_END();
