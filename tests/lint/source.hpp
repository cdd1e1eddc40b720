// One file of C++ as the rules see it: its code without comments and the insides of literals, and what it
// includes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ctask::lint {

struct Include {
    std::size_t line = 0;
    /// Between the delimiters.
    std::string header;
    bool quoted = false;
};

struct Source {
    /// Relative to the folder it was found under, `/` as separator: "async/task.hpp".
    std::string path;
    std::string text;
    /// As long as `text` and with the same lines; comments, the insides of literals and every directive but
    /// #define are blanks.
    std::string code;
    std::vector<Include> includes;

    bool is_header() const { return path.ends_with(".hpp"); }
    /// "async" of "async/task.hpp"; the name itself of a file that lies in no folder.
    std::string folder() const { return path.substr(0, path.find('/')); }
};

Source read_source(std::string path, std::string_view text);

/// A rule broken, at a line that counts from 1.
struct Finding {
    std::string path;
    std::size_t line = 0;
    std::string message;

    bool operator==(const Finding&) const = default;
};

/// One `path:line: message` a line; empty when there are none.
std::string told(const std::vector<Finding>& findings);

} // namespace ctask::lint
