// Words as exec wants them.
#pragma once

#include <string>
#include <vector>

namespace ctask {

/// Each borrowed from its text, which exec does not change; null at the end.
inline std::vector<char*> pointers_to(const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace ctask
