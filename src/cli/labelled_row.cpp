// Labels, values and remarks in columns.
#include "cli/labelled_row.hpp"

#include "base/text.hpp"

namespace ctask {

namespace {

constexpr std::size_t kLabelColumns = 13;
constexpr std::size_t kValueColumns = 18;

} // namespace

std::string labelled_row(const std::string& label, const std::string& value, const std::string& remark)
{
    const std::string start = label.empty() ? "" : label + ":";
    std::string text = pad(start, kLabelColumns) + visible(value);
    if (!remark.empty()) text = pad(text, kLabelColumns + kValueColumns - 2) + "  " + visible(remark);
    return text + "\n";
}

std::string from(const Setting& setting)
{
    return setting.source == "default" ? "by default" : "from " + setting.full_source();
}

} // namespace ctask
