// The first look at task.yaml, before any key is asked for.
#include "record/task_text.hpp"

#include "base/unicode.hpp"
#include "record/task_file.hpp"
#include "record/yaml_plain.hpp"

namespace ctask {

YamlDocument read_task_text(std::string_view text, const std::string& name)
{
    if (text.size() > kTaskFileLimit) throw yaml_failure(name, 1, "expected at most 1 MiB");
    text.remove_prefix(byte_order_mark(text).size());
    if (std::optional<YamlDocument> plain = read_plain_yaml(text)) return std::move(*plain);
    YamlDocument document = read_yaml(text, name);
    if (document.root.kind != YamlNode::Kind::mapping)
        throw yaml_failure(name, document.root.line, "expected a mapping");
    return document;
}

} // namespace ctask
