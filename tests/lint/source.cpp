// Blanks out what is not code. A scanner that knows comments, literals, raw strings, digit separators and
// directives.
#include "lint/source.hpp"

#include <algorithm>
#include <cctype>

namespace ctask::lint {
namespace {

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

class Scanner {
  public:
    explicit Scanner(Source& source) : source_(source), text_(source.text), code_(source.code) {}

    void run()
    {
        while (at_ < text_.size()) {
            if (text_.substr(at_, 2) == "//") {
                blank(end_of_line(at_));
            } else if (text_.substr(at_, 2) == "/*") {
                blank(after("*/", at_ + 2));
            } else if (text_[at_] == '#' && starts_line()) {
                read_directive();
            } else if (text_[at_] == '"' || text_[at_] == '\'') {
                read_literal();
            } else if (is_word(text_[at_])) {
                read_word();
            } else {
                ++at_;
            }
        }
    }

  private:
    /// Just behind the next `mark`, or the end of the file.
    std::size_t after(std::string_view mark, std::size_t from) const
    {
        const std::size_t found = text_.find(mark, from);
        return found == std::string_view::npos ? text_.size() : found + mark.size();
    }

    /// A backslash at its end joins a line to the next.
    std::size_t end_of_line(std::size_t from) const
    {
        std::size_t end = text_.find('\n', from);
        while (end != std::string_view::npos && text_[end - 1] == '\\') end = text_.find('\n', end + 1);
        return std::min(end, text_.size());
    }

    bool starts_line() const
    {
        const std::size_t before = text_.find_last_not_of(" \t", at_ == 0 ? 0 : at_ - 1);
        return at_ == 0 || before == std::string_view::npos || text_[before] == '\n';
    }

    void blank(std::size_t end)
    {
        for (; at_ < end; ++at_) {
            if (text_[at_] != '\n') code_[at_] = ' ';
        }
    }

    void read_directive()
    {
        const std::size_t end = end_of_line(at_);
        std::size_t name = std::min(text_.find_first_not_of(" \t", at_ + 1), end);
        const std::string_view rest = text_.substr(name, end - name);
        if (rest.starts_with("define")) {
            at_ = name;
            return;
        }
        if (rest.starts_with("include")) read_include(rest);
        blank(end);
    }

    void read_include(std::string_view directive)
    {
        const std::size_t open = directive.find_first_of("<\"");
        if (open == std::string_view::npos) return;
        const bool quoted = directive[open] == '"';
        const std::size_t close = directive.find(quoted ? '"' : '>', open + 1);
        if (close == std::string_view::npos) return;
        const auto line =
            1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
        source_.includes.push_back({static_cast<std::size_t>(line),
                                    std::string(directive.substr(open + 1, close - open - 1)), quoted});
    }

    void read_literal()
    {
        const char quote = text_[at_++];
        std::size_t end = at_;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
            end += text_[end] == '\\' ? 2 : 1;
        blank(std::min(end, text_.size()));
        if (at_ < text_.size() && text_[at_] == quote) ++at_;
    }

    void read_word()
    {
        const std::size_t begin = at_;
        const bool number = std::isdigit(static_cast<unsigned char>(text_[at_])) != 0;
        for (; at_ < text_.size() && (is_word(text_[at_]) || (number && separates_digits(at_))); ++at_) {
            if (text_[at_] == '\'') code_[at_] = '_';
        }
        const std::string_view word = text_.substr(begin, at_ - begin);
        const bool raw = word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR";
        if (raw && at_ < text_.size() && text_[at_] == '"') read_raw_string();
    }

    bool separates_digits(std::size_t position) const
    {
        return text_[position] == '\'' && position + 1 < text_.size() && is_word(text_[position + 1]);
    }

    void read_raw_string()
    {
        const std::size_t open = std::min(text_.find('(', at_), text_.size());
        const std::string mark = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
        const std::size_t end = after(mark, open);
        ++at_;
        blank(end - 1);
        at_ = end;
    }

    Source& source_;
    std::string_view text_;
    std::string& code_;
    std::size_t at_ = 0;
};

} // namespace

Source read_source(std::string path, std::string_view text)
{
    Source source;
    source.path = std::move(path);
    source.text = std::string(text);
    source.code = source.text;
    Scanner(source).run();
    return source;
}

std::string told(const std::vector<Finding>& findings)
{
    std::string lines;
    for (const Finding& finding : findings) {
        lines += finding.path + ":" + std::to_string(finding.line) + ": " + finding.message + "\n";
    }
    return lines;
}

} // namespace ctask::lint
