// The settings by the keys under which config and info tell them.
#pragma once

#include "base/json_writer.hpp"
#include "workspace/settings.hpp"
#include "world/environment.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ctask {

using NamedSettings = std::vector<std::pair<std::string, Setting>>;

/// The one that is no key of config.yaml.
inline const std::string kColour = "colour";

/// By the keys of config.yaml, with `colour`; but for the settings that are lists.
NamedSettings named_settings(const Settings& settings, const Environment& environment);

/// The texts of a setting that is a list, each quoted so that one can tell where it ends; empty for none.
std::string listed(const std::vector<std::string>& texts);
/// `ignore` and `notify`: each an object with value (an array), source and line.
void write_list_settings(JsonWriter& json, const Settings& settings);

} // namespace ctask
