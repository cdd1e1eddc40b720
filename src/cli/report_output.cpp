// Where a reporter writes when a command runs it.
#include "cli/report_output.hpp"

#include "base/text.hpp"
#include "cli/notice.hpp"

#include <cerrno>

namespace ctask {

ReportOutput report_output(const World& world, const Streams& streams)
{
    ReportOutput output;
    output.out = streams.out;
    output.err = streams.err;
    output.out_is_terminal = streams.out_is_terminal;
    output.err_is_terminal = streams.err_is_terminal;
    output.err_redraws = streams.err_redraws;
    output.colour_out = streams.colour_out;
    output.colour_err = streams.colour_err;
    output.err_columns = streams.err_columns;
    output.home = world.environment.home();
    return output;
}

void write_report(Streams& streams, const WriteReport& write, const std::string& target,
                  const std::string& line)
{
    const int error = write(line);
    // Nobody reads there any more.
    if (error != 0 && error != EPIPE)
        notice(streams, "cannot write the report to " + visible(target) + ": " +
                            std::generic_category().message(error));
}

} // namespace ctask
