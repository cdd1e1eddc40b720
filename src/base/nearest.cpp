// Nearness of words: a beginning, or few edits for their length.
#include "base/nearest.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace ctask {

std::vector<std::string> all_nearest(std::string_view word, const std::vector<std::string>& candidates)
{
    if (word.find_first_not_of('-') == std::string_view::npos) return {};
    std::vector<std::string> best;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        bool is_start = word.size() > 1 && candidate.starts_with(word);
        std::size_t distance = is_start ? 1 : edit_distance(word, candidate);
        if (distance < least) best.clear();
        if (distance < least || (distance == least && !best.empty())) {
            least = distance;
            best.push_back(candidate);
        }
    }
    return best;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates)
{
    const std::vector<std::string> all = all_nearest(word, candidates);
    return all.empty() ? std::string() : all.front();
}

} // namespace ctask
