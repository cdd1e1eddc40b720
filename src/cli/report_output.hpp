// Where a reporter writes when a command runs it.
#pragma once

#include "cli/streams.hpp"
#include "report/reporter.hpp"
#include "world/world.hpp"

namespace ctask {

ReportOutput report_output(const World& world, const Streams& streams);

} // namespace ctask
