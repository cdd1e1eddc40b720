// Each of the calls that can fail made to fail, once and from there on: the agent runs once or not at all,
// its status comes out, something is said, and the next session works.
#include "faults/injection.hpp"
#include "faults/stage.hpp"
#include "faults/workspace_state.hpp"
#include "support/doctest.hpp"

#include <algorithm>

using namespace ctask;

namespace {

/// What a call can be refused with.
struct Refusals {
    std::string call;
    /// Tried at every call, once and from there on; may be empty.
    std::string always;
    /// Tried at every call, once; may be empty.
    std::string also;
    /// One of them is tried at each call, in turn once and from there on.
    Words in_turn;
};

const std::vector<Refusals> kRefusals = {
    {"openat",
     "EACCES",
     "EMFILE",
     {"ENOSPC", "EROFS", "EIO", "ENFILE", "ENOMEM", "EINTR", "EDQUOT", "EBUSY"}},
    {"openat2", "EACCES", "EIO", {"EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "EINTR"}},
    {"write", "ENOSPC", "EINTR", {"EIO", "EDQUOT", "EAGAIN", "ENOMEM"}},
    {"fsync", "EIO", "ENOSPC", {"EROFS", "EDQUOT", "EINTR"}},
    {"ftruncate", "EIO", "EINTR", {"EACCES", "EROFS"}},
    {"rename", "EACCES", "EIO", {"ENOSPC", "EROFS", "EXDEV", "EBUSY"}},
    {"renameat", "ENOSPC", "EIO", {"EACCES", "EROFS", "EDQUOT", "EXDEV", "EBUSY", "ENOMEM"}},
    {"renameat2", "EACCES", "EIO", {"ENOSPC", "EROFS", "EDQUOT", "EXDEV", "EBUSY", "ENOMEM", "EINVAL"}},
    {"linkat", "ENOSPC", "EIO", {"EACCES", "EROFS", "EDQUOT", "EXDEV", "EPERM", "ENOMEM"}},
    {"unlinkat", "EACCES", "EIO", {"EROFS", "EBUSY", "ENOMEM"}},
    {"mkdir", "ENOSPC", "EACCES", {"EROFS", "EDQUOT", "EIO", "ENOMEM"}},
    {"mkdirat", "ENOSPC", "EACCES", {"EROFS", "EDQUOT", "EIO", "ENOMEM"}},
    {"fchmod", "EROFS", "EIO", {"EACCES", "ENOMEM"}},
    {"fchmodat", "EROFS", "EIO", {"EACCES", "ENOMEM"}},
    {"flock", "ENOLCK", "EINTR", {"EAGAIN", "ENOMEM", "EIO"}},
    {"clone", "EAGAIN", "ENOMEM", {"EAGAIN"}},
    {"waitid", "", "", {"EINTR"}},
    {"close", "", "", {"EIO", "ENOSPC", "EINTR", "EDQUOT"}},
    {"epoll_create1", "EMFILE", "ENOMEM", {"ENFILE"}},
    {"eventfd2", "EMFILE", "ENOMEM", {"ENFILE"}},
    {"signalfd4", "EMFILE", "ENOMEM", {"ENFILE"}},
    {"timerfd_create", "EMFILE", "ENOMEM", {"ENFILE"}},
};

/// A call that is interrupted for ever never comes back: that is no fault of the caller's.
bool may_last(const std::string& error)
{
    return error != "EINTR";
}

std::string describe(const Injection& injection)
{
    return injection.call + " " + injection.what + " " + std::to_string(injection.first) +
           (injection.lasting ? "+" : "");
}

std::vector<Injection> refusals_at(const Refusals& refusals, std::size_t number)
{
    const std::size_t turns = refusals.in_turn.size();
    const std::string& other = refusals.in_turn[number % turns];
    const bool lasting = (number / turns) % 2 == 1 && may_last(other);
    std::vector<Injection> all = {{refusals.call, "error=" + other, number, lasting}};
    if (!refusals.also.empty()) all.push_back({refusals.call, "error=" + refusals.also, number});
    if (refusals.always.empty()) return all;
    all.push_back({refusals.call, "error=" + refusals.always, number});
    all.push_back({refusals.call, "error=" + refusals.always, number, true});
    return all;
}

void check_users_files(const Stage& stage)
{
    const auto now = files_below(stage.ctask.scratch.path("root"));
    for (const auto& file : stage.users_files()) {
        const auto found = now.find(file.first);
        CHECK_MESSAGE((found != now.end() && found->second == file.second), file.first);
    }
}

/// Lines that warn, rather than tell what is always told.
std::size_t warnings(const std::string& err)
{
    std::size_t count = occurrences(err, "[ctask] ");
    for (const char* usual : {" :: ", "_idea\n", "[ctask] last session", " · exited 3"})
        count -= std::min(count, occurrences(err, usual));
    return count;
}

/// One for what was refused once. What lasts is told once for each thing that follows from it, and files that
/// cannot be read are told by name.
std::size_t warnings_at_most(const Injection& injection)
{
    return injection.lasting ? 3 : 1;
}

/// The agent ran and its status came out, or it did not and a status of ctask's own says so.
void check_agent(const Stage& stage, const ProgramResult& result)
{
    CHECK(result.signal == 0);
    if (stage.runs() == 1) {
        CHECK_MESSAGE(result.status == 3, result.err);
    } else {
        CHECK(stage.runs() == 0);
        CHECK_MESSAGE((result.status >= 125 && result.status <= 127), result.status);
    }
}

void check_next(const Stage& stage, const std::string& workspace)
{
    const std::size_t runs = stage.runs();
    stage.age_leftovers();
    const ProgramResult next = stage.ctask.run(Words{"resume", workspace, "--no-input"} + stage.agent());
    CHECK_MESSAGE(next.status == 3, next.err);
    CHECK(stage.runs() == runs + 1);
    const WorkspaceState state = read_state(workspace);
    for (const std::string& torn : state.torn) FAIL_CHECK(torn);
    CHECK(state.remaining.empty());
    CHECK_FALSE(exists(workspace, ".ctask/write.lock"));
    for (const auto& session : state.recorded) CHECK_MESSAGE(session.second == 1, session.first);
    for (const std::string& left : stage.leftovers()) FAIL_CHECK(left, " is left");
}

/// Refuses everything that the command asks for, and lets `judge` look at each result.
template <class Judge>
void refuse_everywhere(const Stage& stage, const Words& command, Judge judge)
{
    stage.put_back();
    const auto counted = count_calls(stage.ctask, command);
    std::size_t points = 0;
    std::size_t tries = 0;
    for (const Refusals& refusals : kRefusals) {
        const auto range = counted.find(refusals.call);
        if (range == counted.end()) continue;
        points += range->second.size();
        for (std::size_t number = range->second.first + 1; number <= range->second.last; ++number) {
            for (const Injection& injection : refusals_at(refusals, number)) {
                INFO("refused: ", describe(injection));
                stage.put_back();
                const Injected refused = run_injected(stage.ctask, command, injection);
                CAPTURE(refused.result.err);
                CHECK(refused.harmed >= 1);
                check_agent(stage, refused.result);
                stage.await_quiet();
                check_users_files(stage);
                judge(injection, refused.result);
                check_users_files(stage);
                ++tries;
            }
        }
    }
    CHECK(tries > points);
    MESSAGE(command[0], ": ", tries, " refusals at ", points, " points");
}

} // namespace

TEST_SUITE_BEGIN("refused");

TEST_CASE("a resume that is refused anything runs the agent or says that it does not")
{
    if (!can_inject()) return;
    Stage stage;
    const std::string workspace = stage.ctask.make_workspace("idea");
    REQUIRE(stage.ctask.run(Words{"resume", workspace} + stage.agent()).status == 3);
    stage.keep();
    const std::size_t recorded = read_state(workspace).recorded.size();
    const Words command = Words{"resume", workspace, "--no-input"} + stage.agent({"write", "work.txt=done"});
    refuse_everywhere(stage, command, [&](const Injection& injection, const ProgramResult& result) {
        const WorkspaceState state = read_state(workspace);
        for (const std::string& torn : state.torn) FAIL_CHECK(torn);
        const bool settled = state.recorded.size() == recorded + 1 && state.remaining.empty();
        const bool told = warnings(result.err) > 0;
        if (injection.call != "write") CHECK((settled || told));
        CHECK(warnings(result.err) <= warnings_at_most(injection));
        if (stage.runs() == 1) CHECK(read_file(workspace, "work.txt") == "done");
        check_next(stage, workspace);
    });
}

TEST_CASE("a new that is refused anything leaves a whole workspace or none")
{
    if (!can_inject()) return;
    Stage stage;
    stage.ctask.make_workspace("earlier");
    stage.keep();
    const Words command = Words{"new", "idea", "--no-input"} + stage.agent({"write", "work.txt=done"});
    refuse_everywhere(stage, command, [&](const Injection& injection, const ProgramResult& result) {
        Words made = stage.ctask.workspaces();
        std::erase_if(
            made, [](const std::string& path) { return contains(path, "earlier") || contains(path, "/."); });
        CHECK(made.size() <= 1);
        if (stage.runs() == 1) CHECK(made.size() == 1);
        if (injection.call != "write") CHECK((stage.runs() == 1 || warnings(result.err) > 0));
        CHECK(warnings(result.err) <= warnings_at_most(injection));
        if (!made.empty()) check_next(stage, made[0]);
        stage.age_leftovers();
        CHECK(stage.ctask.run({"new", "idea", "--no-launch"}).status == 0);
        for (const std::string& left : stage.leftovers()) FAIL_CHECK(left, " is left");
    });
}

TEST_SUITE_END();
