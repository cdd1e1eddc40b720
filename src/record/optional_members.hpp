// Optional members of JSON objects: left out, or null, when they have no value.
#pragma once

#include "base/json_writer.hpp"
#include "base/times.hpp"
#include "record/json_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

inline void write_if_set(JsonWriter& json, std::string_view key, const std::string& text)
{
    if (!text.empty()) json.key(key).value(text);
}

inline void write_or_null(JsonWriter& json, std::string_view key, const std::string& text)
{
    json.key(key);
    text.empty() ? json.null() : json.value(text);
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

inline void write_members(JsonWriter& json, const std::vector<JsonMember>& members)
{
    for (const JsonMember& member : members) json.key(member.key).json(member.json);
}

} // namespace ctask
