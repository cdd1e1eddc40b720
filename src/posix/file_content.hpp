// What is in a file: read whole, replaced whole, added to.
#pragma once

#include "posix/place.hpp"
#include "world/directory.hpp"

namespace ctask {

/// Directory::read, read_in_parts, write and append, for one place.
FileContent read_content(const Directory& directory, const std::string& name, std::size_t limit);
FileContent read_content_in_parts(const Directory& directory, const std::string& name, std::size_t limit,
                                  const std::function<bool(std::string_view)>& take);
/// Files::read.
FileContent read_content(const std::string& path, std::size_t limit);
void replace_content(const Place& place, const std::function<void(ByteSink&)>& produce, Durability durability,
                     mode_t mode);
void append_content(const Place& place, std::string_view bytes, Durability durability, mode_t mode);

} // namespace ctask
