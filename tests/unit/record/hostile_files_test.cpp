// No file, cut or changed anywhere, makes a reader crash or say anything but its own kind of no. Worth most
// under the sanitizers.
#include "base/error.hpp"
#include "record/lease.hpp"
#include "record/manifest.hpp"
#include "record/summary.hpp"
#include "record/task_file.hpp"

#include "support/doctest.hpp"

#include <functional>
#include <string>

using namespace ctask;

namespace {

/// Whether the bytes were read; false when they were refused, with words.
using Read = std::function<bool(const std::string&)>;

Summary sample()
{
    Summary summary;
    summary.session_id = "s";
    summary.agent = "größer";
    summary.exit_code = 1;
    summary.changes = {{"a\"b"}, {"\xFF"}, {"c\n"}};
    summary.end_manifest.emplace().add("caf\xE9", 12, 1795417445123456789);
    return summary;
}

std::string sample_lease()
{
    Lease lease;
    lease.session_id = "desk-1-x";
    lease.pid = 4711;
    lease.pid_start = 12345678;
    lease.heartbeat_at = WallTime();
    StringSink sink;
    write_lease(sink, lease);
    return sink.text;
}

std::string sample_manifest()
{
    StringSink sink;
    write_manifest(sink, {WallTime(), "s", *sample().end_manifest, {"d"}});
    return sink.text;
}

std::string sample_summary()
{
    StringSink sink;
    write_summary(sink, sample());
    return sink.text;
}

constexpr const char* kTask =
    "# ä\nid: 1\ntitle: \"a\\tb\" # c\nstatus: active\nagent: {type: x, args: ['a', b],\n"
    "  env: {A: \"1\"}}\nother: &x |\n  text\nmore: *x\nupdated_at: 2026-11-23T07:04:05Z\n";

bool read_lease(const std::string& bytes)
{
    std::string problem;
    const bool read = parse_lease(bytes, problem).has_value();
    CHECK(read == problem.empty());
    return read;
}

bool read_manifest(const std::string& bytes)
{
    std::string problem;
    const bool read = parse_manifest(bytes, ScanRules(), problem).has_value();
    CHECK(read == problem.empty());
    return read;
}

bool read_summary(const std::string& bytes)
{
    std::string problem;
    const bool read = parse_summary(bytes, ScanRules(), problem).has_value();
    CHECK(read == problem.empty());
    return read;
}

bool read_history(const std::string& bytes)
{
    std::size_t bad_lines = 0;
    const bool read = !parse_history(bytes, bad_lines).empty();
    CHECK((read || bad_lines > 0 || bytes.empty()));
    return read;
}

bool change_task(const std::string& bytes)
{
    try {
        const std::string changed =
            change_task_file(bytes, {{"status", "archived"}, {"updated_at", ""}, {"z", "1"}}, "t");
        CHECK(parse_task_file(changed, "t").status == "archived");
        return true;
    } catch (const Failure& failure) {
        CHECK(std::string(failure.what()).starts_with("t:"));
        return false;
    }
}

/// Every byte in turn becomes each of these, and each of its own bits is turned.
void change_every_byte(const std::string& bytes, const Read& read)
{
    constexpr std::string_view others("\0\n\t \"\\'[]{}:,#&*!|>-?%~\x7F\x80\xFF", 27);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string changed = bytes;
        for (const char other : others) {
            changed[at] = other;
            read(changed);
        }
        for (int bit = 0; bit < 8; ++bit) {
            changed[at] = static_cast<char>(bytes[at] ^ (1 << bit));
            read(changed);
        }
        read(bytes.substr(0, at) + bytes.substr(at + 1));
    }
}

struct Sample {
    const char* name;
    std::string bytes;
    Read read;
};

std::vector<Sample> json_samples()
{
    return {{"lease", sample_lease(), read_lease},
            {"manifest", sample_manifest(), read_manifest},
            {"summary", sample_summary(), read_summary},
            {"history", history_line(sample()), read_history}};
}

} // namespace

TEST_CASE("a JSON file that was cut short anywhere is refused")
{
    for (const Sample& sample : json_samples()) {
        INFO(sample.name);
        REQUIRE(sample.read(sample.bytes));
        const std::size_t last = sample.bytes.rfind('}');
        for (std::size_t length = 0; length <= last; ++length)
            CHECK_FALSE(sample.read(sample.bytes.substr(0, length)));
    }
}

TEST_CASE("a JSON file that was changed anywhere is read or refused in words")
{
    for (const Sample& sample : json_samples()) {
        INFO(sample.name);
        REQUIRE(sample.read(sample.bytes));
        change_every_byte(sample.bytes, sample.read);
    }
}

TEST_CASE("a task.yaml that was cut or changed anywhere is changed rightly or refused in words")
{
    const std::string bytes = kTask;
    REQUIRE(change_task(bytes));

    for (std::size_t length = 0; length < bytes.size(); ++length) change_task(bytes.substr(0, length));
    change_every_byte(bytes, change_task);
}
