// The fuzz targets, one for each reader of what others wrote. Each takes any bytes whatever, and what it
// throws is a fault of the code: a BrokenClaim, or an exception that the reader should have kept to itself.
#pragma once

#include <string_view>

namespace ctask::fuzz {

/// The bytes as the words of a command line, each ended by a zero byte.
void try_command_line(std::string_view bytes);
/// The bytes as a config.yaml.
void try_config_file(std::string_view bytes);
void try_history(std::string_view bytes);
/// The bytes as instructions of what to write.
void try_json_writer(std::string_view bytes);
/// The bytes as a lease, and as what stands in a write lock.
void try_lease(std::string_view bytes);
void try_manifest(std::string_view bytes);
void try_summary(std::string_view bytes);
/// The bytes as a new title, a zero byte, and a task.yaml that is to get it.
void try_task_file(std::string_view bytes);
/// The bytes as a title, a file name, a word: as all that is made safe to show, to type or to store.
void try_text(std::string_view bytes);
/// The bytes as a point in time and as a duration.
void try_times(std::string_view bytes);

} // namespace ctask::fuzz
