// A file of ctask's own that is there and cannot be used.
#pragma once

#include "world/directory.hpp"

#include <optional>
#include <string>

namespace ctask {

struct UnusableFile {
    std::string path;
    /// "is a directory".
    std::string problem;
    /// It is no file at all: a directory, a link, a fifo. Or, if it is the directory above, no directory.
    bool irregular = false;
    /// It is the directory above, which keeps us out.
    bool closed = false;

    std::string described() const { return path + " " + problem; }
    /// The line to type.
    std::string hint() const;
};

/// Nothing for one that is absent, and for one that can be opened, whatever it then holds. Never throws.
std::optional<UnusableFile> look_whether_unusable(const Directory& directory, const std::string& name);
/// The same of one that was read. Where the directory above it is at fault, that one comes back.
std::optional<UnusableFile> unusable(const Directory& directory, const std::string& name,
                                     const FileContent& content);

} // namespace ctask
