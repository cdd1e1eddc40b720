// A line of what is told about one thing: a label, a value, and a remark beside it.
#pragma once

#include "workspace/settings.hpp"

#include <string>

namespace ctask {

/// "Title:       fix the parser\n"; value and remark are made safe to show.
std::string labelled_row(const std::string& label, const std::string& value, const std::string& remark = {});
/// "from config.yaml:3", "by default".
std::string from(const Setting& setting);

} // namespace ctask
