// Leases: every field there and back, and what is refused.
#include "record/lease.hpp"

#include "support/doctest.hpp"
#include "support/leases.hpp"

#include <string>
#include <tuple>
#include <utility>

using namespace ctask;

namespace {

std::string written(const Lease& lease)
{
    StringSink sink;
    write_lease(sink, lease);
    return sink.text;
}

Lease read(const std::string& bytes)
{
    std::string problem;
    const auto lease = parse_lease(bytes, problem);
    REQUIRE_MESSAGE(lease, problem);
    return *lease;
}

std::string problem_of(const std::string& bytes)
{
    std::string problem;
    REQUIRE_FALSE(parse_lease(bytes, problem));
    return problem;
}

/// All the members there are: one more does not compile until it is named here, and then has to stand in
/// full_lease() too.
auto members_of(const Lease& lease)
{
    const auto& [session_id, pid, pid_start, child_pid, child_start, hostname, boot_id, pid_namespace,
                 workspace_inode, user, agent, mode, started_at, heartbeat_at, version, tmux,
                 tmux_session_ended] = lease;
    return std::make_tuple(session_id, pid, pid_start, child_pid, child_start, hostname, boot_id,
                           pid_namespace, workspace_inode, user, agent, mode, started_at, heartbeat_at,
                           version, tmux.session, tmux.socket, tmux_session_ended);
}

template <typename Members, std::size_t... Index>
bool differ_in_each(const Members& left, const Members& right, std::index_sequence<Index...>)
{
    return ((std::get<Index>(left) != std::get<Index>(right)) && ...);
}

} // namespace

TEST_CASE("a lease is written with all its keys in order")
{
    const std::string text = written(full_lease());

    CHECK(text == R"({
  "session_id": "desk-4711-20261123T070405Z",
  "pid": 4711,
  "pid_start": 881234,
  "child_pid": 4712,
  "child_start": 881240,
  "hostname": "desk",
  "boot_id": "1c2d",
  "pid_namespace": "4026531836",
  "workspace_inode": 131074,
  "user": "me",
  "agent": "claude",
  "mode": "persistent",
  "started_at": "2026-11-23T07:04:05Z",
  "heartbeat_at": "2026-11-23T07:34:05Z",
  "version": "0.1.0",
  "tmux_session": "ctask-general-x-0a1b2c",
  "tmux_socket": "/tmp/tmux-1000/work",
  "tmux_session_ended": true
}
)");
}

TEST_CASE("a lease comes back as it was written")
{
    const std::string text = written(full_lease());

    const Lease back = read(text);

    CHECK(back == full_lease());
    CHECK(back.pid == 4711);
    CHECK(back.started_at == full_lease().started_at);
    CHECK(back.tmux_session_ended);
    CHECK(written(back) == text);
}

TEST_CASE("the full lease of the tests leaves no member out")
{
    const auto full = members_of(full_lease());

    CHECK(differ_in_each(full, members_of(Lease()),
                         std::make_index_sequence<std::tuple_size_v<decltype(full)>>()));
}

TEST_CASE("keys without a value are not written")
{
    Lease lease;
    lease.session_id = "s";
    lease.pid = 1;

    CHECK(written(lease) == "{\n  \"session_id\": \"s\",\n  \"pid\": 1,\n  \"mode\": \"direct\"\n}\n");
}

TEST_CASE("the heartbeat is the first of its names that parses")
{
    const std::string start = R"({"session_id": "s", "pid": 1, )";
    const auto expected = parse_time("2026-01-02T03:04:05Z");
    REQUIRE(expected);

    for (const char* name : {"heartbeat_at", "last_heartbeat", "last_heartbeat_at", "heartbeat"})
        CHECK(read(start + '"' + name + R"(": "2026-01-02T03:04:05Z"})").heartbeat_at == expected);
    CHECK(read(start + R"("heartbeat_at": "soon", "heartbeat": "2026-01-02T03:04:05Z"})").heartbeat_at ==
          expected);
    CHECK(read(start + R"("heartbeat": "2020-01-01T00:00:00Z", "last_heartbeat": "2026-01-02T03:04:05Z"})")
              .heartbeat_at == expected);
    CHECK_FALSE(read(start + R"("heartbeat_at": 12})").heartbeat_at);
}

TEST_CASE("every mode but persistent is read as direct")
{
    const std::string start = R"({"session_id": "s", "pid": 1)";

    CHECK(read(start + "}").mode == "direct");
    CHECK(read(start + R"(, "mode": "local"})").mode == "direct");
    CHECK(read(start + R"(, "mode": "direct"})").mode == "direct");
    CHECK(read(start + R"(, "mode": null})").mode == "direct");
    CHECK(read(start + R"(, "mode": "persistent"})").mode == "persistent");
}

TEST_CASE("numbers that no process can have are refused")
{
    for (const char* pid : {"0", "-1", "2147483648", "18446744073709551615", "1.0", "\"7\"", "null", "[]"})
        CHECK(problem_of(std::string(R"({"session_id": "s", "pid": )") + pid + "}") ==
              "is not a lease: expected a pid");
    CHECK(problem_of(R"({"session_id": "s", "pid": 7, "child_pid": -7})") ==
          "is not a lease: expected child_pid to be a pid");
    CHECK(read(R"({"session_id": "s", "pid": 7, "child_pid": null, "pid_start": -3})").pid_start == 0);
}

TEST_CASE("what is no lease is refused in words")
{
    CHECK(problem_of("") == "is empty");
    CHECK(problem_of("[]") == "is not a lease: expected an object");
    CHECK(problem_of("{}") == "is not a lease: expected a session_id");
    CHECK(problem_of(R"({"session_id": "", "pid": 1})") == "is not a lease: expected a session_id");
    CHECK(problem_of("{" + std::string(kLeaseLimit, ' ') + "}") == "is too large for a lease");
}
