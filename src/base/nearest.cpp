// Nearness of words: a beginning, or few edits for their length.
#include "base/nearest.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace ctask {

std::string nearest(std::string_view word, const std::vector<std::string>& candidates)
{
    if (word.find_first_not_of('-') == std::string_view::npos) return {};
    std::string best;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        bool is_start = word.size() > 1 && candidate.starts_with(word);
        std::size_t distance = is_start ? 1 : edit_distance(word, candidate);
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

} // namespace ctask
