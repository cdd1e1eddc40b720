// Where a reporter writes when a command runs it.
#pragma once

#include "cli/streams.hpp"
#include "report/reporter.hpp"
#include "world/world.hpp"

#include <string>

namespace ctask {

ReportOutput report_output(const World& world, const Streams& streams);

/// Writes the line of --report; what keeps it from being written is told.
void write_report(Streams& streams, const WriteReport& write, const std::string& target,
                  const std::string& line);

} // namespace ctask
