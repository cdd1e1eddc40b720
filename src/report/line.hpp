// A line of ctask's own among those of the agent.
#pragma once

#include <string>
#include <string_view>

namespace ctask {

/// With ctask's name before it, dim where colour is wanted, and a line feed behind.
inline std::string prefixed(std::string_view line, bool colour)
{
    std::string text = colour ? "\x1b[2m[ctask]\x1b[0m " : "[ctask] ";
    return text.append(line).append("\n");
}

} // namespace ctask
