// Looking up variables in the environment that was handed over.
#include "world/environment.hpp"

namespace ctask {

std::optional<std::string> Environment::get(const std::string& name) const
{
    for (const std::string& entry : entries) {
        const bool named = entry.size() > name.size() && entry[name.size()] == '=' && entry.starts_with(name);
        if (named) return entry.substr(name.size() + 1);
    }
    return std::nullopt;
}

std::string Environment::get_or(const std::string& name, const std::string& fallback) const
{
    const std::optional<std::string> value = get(name);
    return value && !value->empty() ? *value : fallback;
}

} // namespace ctask
