// The note in the write lock.
#include "record/lock_note.hpp"

#include "support/doctest.hpp"
#include "world/files.hpp"

using namespace ctask;

TEST_CASE("a lock note starts with the marker and names its holder")
{
    const std::string note = format_lock_note({4711, 99, "host", "boot", "session"});

    CHECK(note.starts_with(kLockMarker));
    CHECK(describe_lock_holder(note) == "pid 4711 on host");
    CHECK(host_in_lock_note(note) == "host");
    CHECK(host_in_lock_note("somebody's") == "");
}

TEST_CASE("whatever else stands in a lock is shown safely")
{
    CHECK(describe_lock_holder("") == "somebody");
    CHECK(describe_lock_holder("\x1b[31m") == "\\x1b[31m");
    CHECK(describe_lock_holder(R"({"pid":"x"})") == R"({"pid":"x"})");
    CHECK(describe_lock_holder(R"({"pid":7,"hostname":"a\u001bb"})") == "pid 7 on a\\x1bb");
}
