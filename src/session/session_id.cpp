// Fit for a file name whatever the host is called.
#include "session/session_id.hpp"

#include <cctype>

namespace ctask {

std::string make_session_id(const Host& host, WallTime now)
{
    std::string name = host.hostname.empty() ? "localhost" : host.hostname;
    for (char& letter : name)
        if (!std::isalnum(static_cast<unsigned char>(letter)) && letter != '-' && letter != '_' &&
            letter != '.')
            letter = '-';
    if (name.front() == '.') name.front() = '-';
    return name + "-" + std::to_string(host.pid) + "-" + format_time_compactly(now);
}

} // namespace ctask
