// Strings from anywhere: shown, fitted to columns, quoted for a shell, made a slug, kept in base64 or in
// YAML.
#include "fuzz/claim.hpp"
#include "fuzz/shell_words.hpp"
#include "fuzz/targets.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"
#include "record/yaml_reader.hpp"
#include "record/yaml_scalar.hpp"
#include "workspace/slug.hpp"
#include "world/tree.hpp"

namespace ctask::fuzz {

namespace {

void claim_shown(const std::string& text)
{
    const std::string shown = visible(text);
    claim(is_valid_utf8(shown), "what is shown is UTF-8");
    for (std::size_t at = 0; at < shown.size();)
        claim(!is_hidden(next_character(shown, at)), "what is shown is seen");
    claim(visible(shown) == shown, "what is shown needs no showing");

    const std::size_t width = display_width(shown);
    for (const std::size_t columns : {std::size_t(0), std::size_t(1), std::size_t(7), width}) {
        const std::string fitted = fit(shown, columns);
        claim(display_width(fitted) <= columns, "what is fitted fits");
        claim(is_valid_utf8(fitted), "what is fitted is cut between characters");
        claim(display_width(pad(fitted, columns)) == columns, "what is padded fills its columns");
    }
}

void claim_lines(std::string text)
{
    const std::vector<std::string> lines = split_lines(text);
    if (text.ends_with('\n')) text.pop_back();
    claim(join(lines, "\n") == text, "lines make the text again");
}

void claim_slug(const std::string& title)
{
    const std::string slug = make_slug(title);
    claim(is_safe_component(slug), "a slug can be a directory");
    claim(slug.size() <= 100 && slug.front() != '-' && slug.back() != '-', "a slug is short and trimmed");
    claim(slug.find("--") == slug.npos, "a run of other characters becomes one hyphen");
    claim(make_slug(slug) == slug, "a slug is its own slug");
    if (is_safe_component(title))
        claim(title != "." && title != ".." && title.find('/') == title.npos, "a safe component is one");
}

void claim_base64(const std::string& text)
{
    claim(from_base64(to_base64(text)) == text, "base64 keeps every byte");
    if (const auto bytes = from_base64(text)) claim(to_base64(*bytes) == text, "base64 has one spelling");
}

/// Wherever a scalar may stand: as a value, in a list, in brackets, as a key.
void claim_yaml(const std::string& text)
{
    const std::string valid = to_valid_utf8(text);
    const std::string scalar = yaml_scalar(valid);
    const YamlDocument document = read_yaml(
        "a: " + scalar + "\nb:\n  - " + scalar + "\nc: [" + scalar + ", x]\nd:\n  " + scalar + ": x\n", "t");
    const YamlNode& root = document.root;
    claim(root.members.size() == 4, "a scalar is one value");
    const YamlNode& value = *root.find("a");
    claim(value.text == valid && !value.is_null(), "a scalar means its text");
    claim(root.find("b")->items.size() == 1 && root.find("b")->items[0].text == valid, "also in a list");
    claim(root.find("c")->items.size() == 2 && root.find("c")->items[0].text == valid, "also in brackets");
    claim(root.find("d")->find(valid) != nullptr, "also as a key");
}

void claim_rules(const std::string& text)
{
    const ScanRules rules({text});
    if (rules.skips_file(text))
        claim(rules.leaves_out(text), "a file that a walk skips is left out of a list");
    claim(rules.leaves_out(".git/" + text), "the insides of version control are left out");
}

} // namespace

void try_text(std::string_view bytes)
{
    const std::string text(bytes);
    claim_shown(text);
    claim_lines(text);
    claim_slug(text);
    claim_base64(text);
    claim_yaml(text);
    claim_rules(text);
    const std::vector<std::string> words = shell_words(shell_quoted(text));
    claim(words.size() == 1 && words.front() == text, "a quoted word is one word");
    const std::string start = text.substr(0, 16);
    claim(edit_distance(start, start) == 0, "a text is near itself");
}

} // namespace ctask::fuzz
