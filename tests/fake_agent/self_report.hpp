// What the fake agent finds itself to be: all that a wrapper could have changed.
#pragma once

#include <string>
#include <vector>

namespace fake_agent {

/// Taken first of all in main, before the program opens anything.
struct OpenDescriptors {
    std::vector<std::string> lines;
};
OpenDescriptors list_descriptors();

/// Writes lines "key value": descriptor N TARGET FLAGS, blocked, ignored, caught (hexadecimal masks), pid,
/// parent, group, session, foreground (group of the terminal on descriptor 0, or none), umask, directory,
/// terminal (the controlling one's device number), nice, oom, no-new-privileges, dumpable, timer-slack, limit
/// NAME SOFT HARD, argument N TEXT, environment TEXT; bytes outside printable ASCII as \xNN. The file appears
/// whole.
void write_self_report(const std::string& file, const OpenDescriptors& descriptors, int count,
                       char** arguments);

} // namespace fake_agent
