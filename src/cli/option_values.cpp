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

std::optional<WallTime> time_of(const CommandLine& line, const std::string& option, WallTime now)
{
    const auto given = line.get(option);
    if (!given) return std::nullopt;
    if (const auto ago = parse_duration(*given)) return now - *ago;
    if (const auto local = parse_local_time(*given)) return local;
    if (const auto exact = parse_time(*given)) return exact;
    throw UsageError("--" + option + "=" + shell_quoted(*given) +
                         " is neither a time nor how long ago one was",
                     "--" + option + "=2h, --" + option + "=7d, --" + option + "=2026-11-22, or --" + option +
                         "='2026-11-22 14:30'");
}

CommandLine without_limit(CommandLine line)
{
    line.options["limit"] = "0";
    return line;
}

} // namespace ctask
