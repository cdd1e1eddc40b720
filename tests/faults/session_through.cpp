// SessionThrough: the words of the other program stand before ctask's.
#include "faults/session_through.hpp"

#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <filesystem>
#include <sstream>

namespace ctask {

ProgramResult run_through(const Binary& ctask, const Words& through, const Words& arguments)
{
    return Program(ctask.setup(through + Words{Binary::path()} + arguments)).wait();
}

bool can_run_through(const Words& through)
{
    if (!is_installed(through.front())) return false;
    const Binary ctask;
    const ProgramResult result = Program(ctask.setup(through + Words{"true"})).wait();
    if (result.status == 0) return true;
    MESSAGE("skipped: ", through.front(), " may not do that here: ", result.err);
    return false;
}

SessionThrough::SessionThrough(const Binary& ctask, const Words& through, const std::string& workspace,
                               const std::string& name, const Words& verbs)
    : ctask_(ctask), name_(name),
      program_(ctask.setup(through + Words{Binary::path(), "resume", workspace, "--no-input"} +
                           Words{"--agent", "env", "--", "-u", "LD_PRELOAD", Binary::fake_agent()} + verbs +
                           Words{"write", ctask.scratch.path(name + "-started") + "=", "until",
                                 ctask.scratch.path(name + "-ends")}))
{
    const bool started = eventually([&] { return ctask.scratch.exists(name + "-started"); });
    REQUIRE_MESSAGE(started, "the agent is not started: ", program_.err());
}

void SessionThrough::tell_to_end() const
{
    ctask_.scratch.write_file(name_ + "-ends", "");
}

ProgramResult SessionThrough::end()
{
    tell_to_end();
    return program_.wait();
}

pid_t SessionThrough::ctask_pid() const
{
    const std::string pid = std::to_string(program_.pid());
    std::error_code gone;
    if (std::filesystem::read_symlink("/proc/" + pid + "/exe", gone) == Binary::path()) return program_.pid();
    std::istringstream children(read_file("/proc/" + pid + "/task/" + pid, "children"));
    pid_t child = 0;
    children >> child;
    REQUIRE(child > 0);
    return child;
}

void await_agent_in_lease(const std::string& workspace)
{
    const bool named = eventually([&] {
        return exists(workspace, ".ctask/session.json") &&
               lease_of(workspace).root()["child_pid"].number().value_or(0) > 0 &&
               !exists(workspace, ".ctask/write.lock");
    });
    REQUIRE_MESSAGE(named, "the lease does not name the agent");
}

} // namespace ctask
