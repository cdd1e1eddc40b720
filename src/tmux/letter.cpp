// Each text ends with a NUL, which none of them can hold; the number of the words stands before them.
#include "tmux/letter.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

namespace ctask {

namespace {

constexpr long long kMostWords = 1'000'000;
const std::string kLastWords = "last-words ";

/// Takes one text after the other.
class Texts {
  public:
    explicit Texts(const std::string& all) : all_(all) {}

    bool at_end() const { return at_ == all_.size(); }
    std::optional<std::string> next()
    {
        const std::size_t end = all_.find('\0', at_);
        if (end == all_.npos) return std::nullopt;
        const std::string text = all_.substr(at_, end - at_);
        at_ = end + 1;
        return text;
    }
    bool take(std::string& into)
    {
        const std::optional<std::string> text = next();
        if (text) into = *text;
        return text.has_value();
    }

  private:
    const std::string& all_;
    std::size_t at_ = 0;
};

void put(std::string& text, const std::string& part)
{
    text += part;
    text += '\0';
}

} // namespace

std::string sealed(const Letter& letter)
{
    std::string text;
    for (const std::string* part :
         {&letter.session_id, &letter.workspace, &letter.root, &letter.tmux.session, &letter.tmux.socket})
        put(text, *part);
    put(text, std::to_string(letter.words.size()));
    for (const std::string& word : letter.words) put(text, word);
    for (const std::string& entry : letter.environment) put(text, entry);
    return text;
}

std::optional<Letter> opened(const std::string& text)
{
    Letter letter;
    Texts texts(text);
    std::string count;
    for (std::string* part : {&letter.session_id, &letter.workspace, &letter.root, &letter.tmux.session,
                              &letter.tmux.socket, &count})
        if (!texts.take(*part)) return std::nullopt;
    long long words = 0;
    if (!parse_number(count, 0, kMostWords, words)) return std::nullopt;
    for (; words > 0; --words)
        if (!texts.take(letter.words.emplace_back())) return std::nullopt;
    while (!texts.at_end())
        if (!texts.take(letter.environment.emplace_back())) return std::nullopt;
    return letter;
}

std::string sealed_last_words(const std::vector<std::string>& lines)
{
    return kLastWords + to_base64(join(lines, "\n"));
}

std::optional<std::vector<std::string>> opened_last_words(const std::string& line)
{
    if (!line.starts_with(kLastWords)) return std::nullopt;
    const std::optional<std::string> text = from_base64(std::string_view(line).substr(kLastWords.size()));
    if (!text) return std::nullopt;
    return split_lines(*text);
}

} // namespace ctask
