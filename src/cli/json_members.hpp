// Members of JSON objects that several commands print, each with its key.
#pragma once

#include "base/json_writer.hpp"
#include "base/times.hpp"
#include "record/optional_members.hpp"
#include "session/leases.hpp"
#include "workspace/catalog.hpp"

#include <optional>
#include <string>

namespace ctask {

/// null for no time.
void write_time_or_null(JsonWriter& json, const std::string& key, const std::optional<WallTime>& time);
/// Where a session is or was: the keys `workspace` (the path), `name` and `slug`, as --report has them.
void write_place_members(JsonWriter& json, const std::string& path, const std::string& name,
                         const std::string& slug);
/// What is known of a session from its lease.
void write_lease_members(JsonWriter& json, const LeaseOnDisk& on_disk);
/// Source, and the line in config.yaml.
void write_source_members(JsonWriter& json, const Setting& setting);
/// An object with value, source and line.
void write_setting(JsonWriter& json, const std::string& key, const Setting& setting);
/// With the raw bytes in base64 beside it (KEY_base64) when they are no UTF-8.
void write_path(JsonWriter& json, const std::string& key, const std::string& path);
/// What list and info both tell of a workspace; `session` is none, active, stale or unknown.
void write_workspace_members(JsonWriter& json, const CatalogEntry& listed, const std::string& session);

} // namespace ctask
