// What the caller handed to the program: its environment and where it stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ctask {

/// A copy taken at start; the entries are kept byte for byte and in order.
struct Environment {
    std::vector<std::string> entries;
    std::string working_directory;

    /// The value of a variable; nothing when it is unset.
    std::optional<std::string> get(const std::string& name) const;
    /// Unset and empty are the same.
    std::string get_or(const std::string& name, const std::string& fallback) const;
    std::string home() const { return get_or("HOME", ""); }
};

} // namespace ctask
