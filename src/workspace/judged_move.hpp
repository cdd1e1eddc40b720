// Moving the very directory that was judged, although only its name can be moved.
#pragma once

#include "world/directory.hpp"

#include <string>

namespace ctask {

/// Whether the name is a directory, and the one that was judged.
bool is_the_judged_one(const Directory& directory, const std::string& name, const FileStamp& judged);

/// What to say of a name for which that is not so, behind "cannot ...: ".
inline constexpr const char* kNotTheJudgedOne = "it is no longer the directory that it was";

enum class JudgedMove {
    moved,
    /// Nothing was moved: the new name is taken.
    name_taken,
    /// The name had come to mean another directory, which is in its place again.
    put_back,
    /// The same, or that could not be told, and its place was taken meanwhile: it lies under the new name.
    stranded,
};

/// Renames, and looks only then whether it was the right one: no look before could be sure. Throws
/// std::system_error when it cannot be moved, or not be looked at; it is where it was then.
JudgedMove move_judged(Directory& from, const std::string& name, Directory& to, const std::string& new_name,
                       const FileStamp& judged);

} // namespace ctask
