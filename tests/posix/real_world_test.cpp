// The real world as main builds it.
#include "posix/real_world.hpp"

#include "posix/forked.hpp"
#include "posix/procfs.hpp"
#include "posix/stdio.hpp"
#include "support/doctest.hpp"

#include <cstdlib>
#include <unistd.h>

namespace ctask {

TEST_CASE("the host's facts are this process's")
{
    Forked process([] {
        RealWorld real(take_over_process());
        const World world = real.world();
        const Host& host = world.host();
        const bool machine =
            !host.hostname.empty() && host.boot_id.size() == 36 && host.pid_namespace.starts_with("pid:[");
        const bool self = host.pid == ::getpid() && host.uid == ::getuid() && !host.user.empty();
        const auto found = world.processes.find(host.pid);
        return machine && self && found && found->start_ticks == host.start_ticks ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("the environment is a copy, with where the caller stands")
{
    Forked process([] {
        ::setenv("CTASK_TEST", "\xff", 1);
        if (::chdir("/") != 0) return 9;
        RealWorld real(take_over_process());
        ::setenv("CTASK_TEST", "later", 1);
        const Environment& environment = real.world().environment;
        return environment.get("CTASK_TEST") == "\xff" && environment.working_directory == "/" ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("a world that is only built opens nothing")
{
    Forked process([] {
        const CallerSignals caller = take_over_process();
        const int next_before = ::dup(2);
        ::close(next_before);
        RealWorld real(caller);
        return ::dup(2) == next_before ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

TEST_CASE("output that nobody reads any more is told, not thrown")
{
    Forked process([] {
        take_over_process();
        int ends[2];
        if (::pipe(ends) != 0) return 9;
        const int before = write_out(ends[1], "text");
        ::close(ends[0]);
        return before == 0 && write_out(ends[1], "text") == EPIPE ? 0 : 1;
    });
    CHECK(process.exit_status() == 0);
}

} // namespace ctask
