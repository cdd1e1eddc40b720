// Reading a state file that may have become anything, of any length.
#pragma once

#include "record/json_reader.hpp"
#include "world/directory.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ctask {

/// A file and, exactly when it is present, what is in it. One that is not JSON is bad.
struct JsonFile {
    /// Without its bytes.
    FileContent file;
    std::optional<JsonDocument> document;
};

/// Reads a file that is mostly one array, the root's member `array`, as JsonInParts does. A long one that
/// does not begin as an object is bad at once.
JsonFile read_json_file(const Directory& directory, const std::string& name, std::size_t limit,
                        std::string_view array, const std::function<void(JsonValue)>& each);

} // namespace ctask
