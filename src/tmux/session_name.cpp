// The rule of names, step by step.
#include "tmux/session_name.hpp"

#include "base/sha256.hpp"

#include <filesystem>

namespace ctask {

namespace {

constexpr std::size_t kSlugLength = 30;
constexpr std::size_t kHashLength = 6;

bool stays(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' ||
           letter == '-';
}

char lowered(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string trimmed(const std::string& text)
{
    const std::size_t first = text.find_first_not_of("_-");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of("_-") - first + 1);
}

std::string cleaned(const std::string& text)
{
    std::string result;
    for (const char letter : text) {
        const char next = stays(lowered(letter)) ? lowered(letter) : '_';
        if (next != '_' || !result.ends_with('_')) result += next;
    }
    return trimmed(result);
}

std::string or_underscore(const std::string& part)
{
    return part.empty() ? "_" : part;
}

} // namespace

std::string tmux_session_name(const std::string& category, const std::string& slug, const std::string& path)
{
    std::string clean = std::filesystem::path(path).lexically_normal();
    if (clean.size() > 1 && clean.ends_with('/')) clean.pop_back();
    return "ctask-" + or_underscore(cleaned(category)) + "-" +
           or_underscore(trimmed(cleaned(slug).substr(0, kSlugLength))) + "-" +
           sha256_hex(clean).substr(0, kHashLength);
}

} // namespace ctask
