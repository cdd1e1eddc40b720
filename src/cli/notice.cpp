// Lines on stderr.
#include "cli/notice.hpp"

#include "base/text.hpp"
#include "report/line.hpp"

namespace ctask {

void notice(Streams& streams, std::string_view text)
{
    streams.err(prefixed(visible(text), streams.colour_err));
}

} // namespace ctask
