// The part of a shell's grammar that is needed to check what is told to be typed.
#include "fuzz/shell_words.hpp"

namespace ctask::fuzz {

std::vector<std::string> shell_words(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool started = false;
    bool quoted = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char character = line[at];
        if (character == '\'') {
            quoted = !quoted;
            started = true;
        } else if (character == ' ' && !quoted) {
            if (started) words.push_back(std::move(word));
            word.clear();
            started = false;
        } else {
            const bool escaped = character == '\\' && !quoted && at + 1 < line.size();
            word += escaped ? line[++at] : character;
            started = true;
        }
    }
    if (started) words.push_back(std::move(word));
    return words;
}

} // namespace ctask::fuzz
