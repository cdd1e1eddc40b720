// stdin, stdout and stderr: the agent has the caller's own, and ctask stays out of them.
#include "base/unique_fd.hpp"
#include "end_to_end/records.hpp"
#include "support/doctest.hpp"

#include <ctime>
#include <fcntl.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace ctask;

namespace {

enum class Kind { pipe, file, null, closed };
constexpr Kind kKinds[] = {Kind::pipe, Kind::file, Kind::null, Kind::closed};

/// One stream of each kind, for a descriptor that is read from (0) or written to.
class Streams {
  public:
    Streams(const Binary& ctask, int descriptor)
        : descriptor_(descriptor), null_(::open("/dev/null", O_RDWR | O_CLOEXEC)),
          file_(::open(ctask.scratch.path("stream" + std::to_string(descriptor)).c_str(),
                       O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600))
    {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        read_.reset(ends[0]);
        write_.reset(ends[1]);
    }
    void become(Kind kind) const
    {
        if (kind == Kind::closed) {
            ::close(descriptor_);
            return;
        }
        const UniqueFd& pipe = descriptor_ == 0 ? read_ : write_;
        const UniqueFd& chosen = kind == Kind::pipe ? pipe : kind == Kind::file ? file_ : null_;
        ::dup2(chosen.get(), descriptor_);
    }

  private:
    int descriptor_;
    UniqueFd null_;
    UniqueFd file_;
    UniqueFd read_;
    UniqueFd write_;
};

std::string descriptors_of(const std::string& report)
{
    std::string found;
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("descriptor ")) found += line + "\n";
    return found;
}

/// What the agent finds open in a session, or without ctask, given these kinds for 0, 1 and 2.
std::string found_open(const Binary& ctask, const Words& program, const Kind (&kinds)[3])
{
    const Streams streams[3] = {Streams(ctask, 0), Streams(ctask, 1), Streams(ctask, 2)};
    const auto prepare = [&] {
        for (std::size_t index = 0; index < 3; ++index) streams[index].become(kinds[index]);
    };
    CHECK(Program(ctask.setup(program), prepare).wait().status == 7);
    std::string found = descriptors_of(ctask.scratch.read_file("report"));
    // Every pipe has a number of its own.
    for (auto at = found.find("pipe:["); at != std::string::npos; at = found.find("pipe:[", at + 1))
        found.erase(at + 6, found.find(']', at) - at - 6);
    ctask.scratch.remove("report");
    return found;
}

ProgramResult run_script(const Binary& ctask, const std::string& script, const Words& words)
{
    return Program(ctask.setup(Words{"bash", "-c", script, "bash"} + words)).wait(std::chrono::minutes(2));
}

/// The processor time that a process has used.
std::chrono::nanoseconds processor_time(pid_t pid)
{
    clockid_t clock = 0;
    REQUIRE(::clock_getcpuclockid(pid, &clock) == 0);
    timespec time{};
    REQUIRE(::clock_gettime(clock, &time) == 0);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

TEST_CASE("pipes, files, /dev/null and closed descriptors arrive as they are, in every combination")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words verbs = {"report", ctask.scratch.path("report"), "exit", "7"};
    const Words bare = Words{Binary::fake_agent()} + verbs;
    const Words under = Words{Binary::path(), "resume", workspace} + Binary::agent(verbs);
    for (const Kind in : kKinds) {
        for (const Kind out : kKinds) {
            for (const Kind errors : kKinds) {
                const Kind kinds[3] = {in, out, errors};
                CHECK(found_open(ctask, under, kinds) == found_open(ctask, bare, kinds));
            }
        }
    }
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("100 MB go through the agent byte for byte, and cost ctask no processor time")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const auto path = [&](const std::string& name) { return ctask.scratch.path(name); };
    const std::string script =
        "seq 100000000 | head -c 104857600 | sh -c 'echo $$ >\"$0\"; exec \"$@\"' \"$@\" "
        "| tee >(wc -c >&2) | sha256sum";
    const Words agent = Binary::agent({"write", path("started") + "=", "until", path("go"), "cat", "write",
                                       path("done") + "=", "until", path("off")});
    Program pipeline(ctask.setup(Words{"bash", "-c", script, "bash", path("pid"), Binary::path(), "resume",
                                       workspace, "--report", path("report.json")} +
                                 agent));
    await_file(path("started"));
    const pid_t pid = std::stoi(ctask.scratch.read_file("pid"));
    // Until it has gone to sleep beside the agent.
    REQUIRE(eventually([&] { return state_of(pid) == 'S'; }));

    const auto before = processor_time(pid);
    ctask.scratch.write_file("go", "");
    REQUIRE(eventually([&] { return ctask.scratch.exists("done"); }, std::chrono::minutes(2)));
    const auto used = processor_time(pid) - before;
    ctask.scratch.write_file("off", "");
    const ProgramResult result = pipeline.wait();

    // A copy of so much takes ten times as long, a heartbeat between goes.
    CHECK(used < std::chrono::milliseconds(5));
    CHECK(result.out == run_script(ctask, "seq 100000000 | head -c 104857600 | sha256sum", {}).out);
    CHECK(contains(result.err, "104857600\n"));
    CHECK(contains(ctask.scratch.read_file("report.json"), "\"exit_code\":0"));
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("an agent whose reader has gone away ends as it would without ctask")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words under = {Binary::path(), "resume", workspace, "--agent", "yes"};
    const std::string ends = "\"$@\" 2>&- | head -c 10 >/dev/null; echo \"${PIPESTATUS[0]}\"";

    CHECK(run_script(ctask, ends, under).out == "141\n");
    CHECK(run_script(ctask, "trap '' PIPE; " + ends, under).out ==
          run_script(ctask, "trap '' PIPE; " + ends, {"yes"}).out);
    CHECK(history_of(workspace).size() == 2);
    CHECK(leftovers(workspace) == "");
}

TEST_CASE("stdout holds the agent's words alone, and where stderr goes there too they stay in one piece")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words under = Words{Binary::path(), "resume", workspace} +
                        Binary::agent({"say", "one", "complain", "two", "write", "new.txt=", "say", "three"});

    const ProgramResult apart = run_script(ctask, "\"$@\"", under);
    const ProgramResult together = run_script(ctask, "\"$@\" 2>&1 | cat", under);

    CHECK(apart.out == "one\nthree\n");
    CHECK(contains(apart.err, "\ntwo\n"));
    CHECK(contains(together.out, "\none\ntwo\nthree\n"));
    CHECK(contains(together.out, "[ctask]"));
}

TEST_CASE("a stderr or stdout that takes nothing changes neither the status nor what is settled")
{
    const Binary ctask;
    const std::string workspace = ctask.make_workspace("idea");
    const Words under =
        Words{Binary::path(), "resume", workspace} + Binary::agent({"write", "new.txt=", "exit", "7"});
    std::size_t sessions = 0;
    for (const std::string redirection :
         {"2>&-", "2>/dev/full", ">&-", ">/dev/full", ">&- 2>&-", "<&- >/dev/full 2>/dev/full", "2> >(:)"}) {
        CAPTURE(redirection);
        const ProgramResult result = run_script(ctask, "\"$@\" " + redirection, under);

        CHECK(result.status == 7);
        CHECK(history_of(workspace).size() == ++sessions);
        CHECK(leftovers(workspace) == "");
    }
}
