// A task.yaml that cannot be taken: what is wrong with it, told once, and the advice that fits.
#include "workspace/task_reading.hpp"

#include "support/doctest.hpp"

#include <cerrno>

namespace ctask {
namespace {

TaskReading reading_of(FileContent::State state, const std::string& text, int error = 0)
{
    FileContent content;
    content.state = state;
    content.error = error;
    (state == FileContent::State::present ? content.bytes : content.problem) = text;
    return read_task_file(content, "task.yaml", "/w/x y/task.yaml");
}

TEST_CASE("what is wrong with a task.yaml decides the advice")
{
    using State = FileContent::State;
    const std::string may_not = "cannot be read (Permission denied)";
    struct {
        TaskReading reading;
        const char* problem;
        const char* hint;
    } const table[] = {
        {reading_of(State::present, "slug: x\n"), "", ""},
        {reading_of(State::present, "- x\n"), "task.yaml:1: expected", "mend it with an editor"},
        {reading_of(State::present, "slug: x\nschema_version: 2\n"), "task.yaml:2: expected schema_version 1",
         "use the ctask that wrote it, or a newer one than this"},
        {reading_of(State::bad, may_not, EACCES), "task.yaml cannot be read (Permission denied)",
         "ls -l '/w/x y/task.yaml' shows whose it is; if it is yours: chmod u+r '/w/x y/task.yaml'"},
        {reading_of(State::bad, "cannot be read (Input/output error)", EIO), "task.yaml cannot be read",
         "look at what stands there: ls -l '/w/x y/task.yaml'"},
        {reading_of(State::bad, "is a symbolic link"), "task.yaml is a symbolic link",
         "look at what stands there: ls -l '/w/x y/task.yaml'"},
    };
    for (const auto& row : table) {
        CAPTURE(row.problem);
        CHECK(row.reading.problem.starts_with(row.problem));
        CHECK(row.reading.problem.empty() == std::string(row.problem).empty());
        CHECK(row.reading.hint == row.hint);
    }
}

} // namespace
} // namespace ctask
