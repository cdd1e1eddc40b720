// What ctask-files(5) says of the keys in ctask's own files, held against what is written.
#include "base/json_writer.hpp"
#include "cli/man_page_path.hpp"
#include "record/manifest.hpp"
#include "record/summary.hpp"

#include "support/doctest.hpp"
#include "support/leases.hpp"

#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>

using namespace ctask;

namespace {

using Names = std::set<std::string>;

/// Every key that has an item in this subsection of the page.
Names documented_in(const std::string& subsection)
{
    std::ifstream page(CTASK_FILES_MAN_PAGE);
    REQUIRE(page.is_open());
    Names keys;
    bool is_there = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with(".Ss ")) is_there = line == ".Ss " + subsection;
        if (!is_there || !line.starts_with(".It Li ")) continue;
        std::istringstream words(line.substr(7));
        for (std::string word; words >> word;)
            if (word != ",") keys.insert(word);
    }
    return keys;
}

/// The outermost object's keys: they stand two blanks from the margin.
Names keys_of(const std::function<void(ByteSink&)>& write)
{
    StringSink sink;
    write(sink);
    std::istringstream lines(sink.text);
    Names keys;
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("  \"")) keys.insert(line.substr(3, line.find('"', 3) - 3));
    return keys;
}

Summary with_every_key()
{
    Summary summary;
    summary.end_reason = "child_exited";
    summary.detected_via = "child_exit";
    summary.exit_code = 0;
    summary.session_ownership = "adopted";
    summary.adopted_from_orphan_at = WallTime();
    summary.changes_known = false;
    summary.end_manifest.emplace();
    summary.end_unreadable = {"x"};
    return summary;
}

} // namespace

TEST_CASE("every key of a lease stands in the manual, and none that is not written")
{
    const auto write = [](ByteSink& sink) { write_lease(sink, full_lease()); };
    CHECK(keys_of(write) == documented_in("Leases"));
}

TEST_CASE("every key of a manifest stands in the manual, and none that is not written")
{
    const auto write = [](ByteSink& sink) { write_manifest(sink, {WallTime(), "s", {}, {"x"}}); };
    CHECK(keys_of(write) == documented_in("Manifests"));
}

TEST_CASE("every key of a summary stands in the manual, and none that is not written")
{
    Names keys = keys_of([](ByteSink& sink) { write_summary(sink, with_every_key()); });
    // Instead of the status.
    keys.insert("exit_signal");
    CHECK(keys == documented_in("Summary"));
}
