// Values of options.
#include "cli/option_values.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <limits>

namespace ctask {

std::size_t limit_of(const CommandLine& line, std::size_t fallback)
{
    auto given = line.get("limit");
    if (!given) return fallback;
    long long count = 0;
    if (!parse_number(*given, 0, std::numeric_limits<long long>::max(), count))
        throw UsageError("--limit=" + *given + " is not a number from 0 up",
                         "--limit=50, or --limit=0 for all");
    return count == 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(count);
}

CommandLine without_limit(CommandLine line)
{
    line.options["limit"] = "0";
    return line;
}

} // namespace ctask
