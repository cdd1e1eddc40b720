// The manifest: what files a workspace held at a moment, as it lies on disk.
#pragma once

#include "base/json_writer.hpp"
#include "base/times_in_row.hpp"
#include "record/json_reader.hpp"
#include "world/directory.hpp"
#include "world/tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ctask {

struct Manifest {
    WallTime captured_at{};
    /// Whose start it records; empty in files of the earlier tool.
    std::string session_id;
    FileList files;
    /// What could not be read then, as Listing has it; the earlier tool's files do not say.
    std::vector<std::string> unreadable;
    /// What others have written there too: a rename writes it back.
    std::vector<JsonMember> unknown = {};
};

/// A manifest over 2 GiB is not read: ten million files with paths of a hundred bytes fit.
inline constexpr std::size_t kManifestLimit = std::size_t{2} << 30;

/// Nothing when malformed; `problem` then says why. An entry whose path is absolute or has a `..` is left
/// out, as is what `rules` leave out (manifests of the earlier tool list such files). The list comes back
/// sorted.
std::optional<Manifest> parse_manifest(std::string_view bytes, const ScanRules& rules, std::string& problem);
void write_manifest(ByteSink& sink, const Manifest& manifest);
/// The manifest of that name. Nothing when there is none, for which `problem` is empty, or none that can be
/// used.
std::optional<Manifest> read_manifest_file(const Directory& directory, const std::string& name,
                                           const ScanRules& rules, std::string& problem);

/// The `files` array alone, as the summary holds it too. A path that is not UTF-8 is written with replacement
/// characters in `path` and whole in `path_base64`.
void write_files(JsonWriter& json, const FileList& files);
/// The `unreadable` array, as Listing has it. One whose path is not UTF-8 is told as one of the directory
/// above.
void write_unreadable(JsonWriter& json, const std::vector<std::string>& unreadable);
std::vector<std::string> read_unreadable(const JsonValue& value);

/// Takes the entries of such an array one by one.
class FileReader {
  public:
    /// `rules` is borrowed.
    explicit FileReader(const ScanRules& rules) : rules_(rules) {}
    void add(const JsonValue& entry);
    /// All that were added, sorted.
    FileList take();

  private:
    const ScanRules& rules_;
    FileList files_;
    TimesReader times_;
    /// The last directory that the rules do not leave out, with its slash.
    std::string parent_;
};

} // namespace ctask
