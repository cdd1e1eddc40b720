// The texts that every new workspace starts with, before any seed of the user replaces them.
#pragma once

#include <string>
#include <vector>

namespace ctask {

/// A file of a new workspace, by its name in it.
struct SeedFile {
    std::string name;
    std::string text;
};

/// Instructions for agents, notes and hand-off, in the order they are written.
std::vector<SeedFile> built_in_files(const std::string& title);

} // namespace ctask
