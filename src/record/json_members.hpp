// Optional members of JSON objects: written only when they have a value.
#pragma once

#include "base/json_writer.hpp"
#include "base/times.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ctask {

inline void write_if_set(JsonWriter& json, std::string_view key, const std::string& text)
{
    if (!text.empty()) json.key(key).value(text);
}

/// In whole seconds.
inline void write_if_set(JsonWriter& json, std::string_view key, const std::optional<WallTime>& time)
{
    if (time) json.key(key).value(format_time(*time));
}

inline void write_if_set(JsonWriter& json, std::string_view key, std::uint64_t number)
{
    if (number != 0) json.key(key).value(number);
}

} // namespace ctask
