// Manifests: there and back to the nanosecond, names of any bytes, and what an entry must be to count.
#include "record/manifest.hpp"

#include "base/time_bounds.hpp"
#include "record/changes.hpp"

#include "support/doctest.hpp"

#include <string>
#include <vector>

using namespace ctask;

namespace {

std::string written(const Manifest& manifest)
{
    StringSink sink;
    write_manifest(sink, manifest);
    return sink.text;
}

Manifest read(const std::string& bytes, const ScanRules& rules = ScanRules())
{
    std::string problem;
    auto manifest = parse_manifest(bytes, rules, problem);
    REQUIRE_MESSAGE(manifest, problem);
    return std::move(*manifest);
}

std::string problem_of(const std::string& bytes)
{
    std::string problem;
    REQUIRE_FALSE(parse_manifest(bytes, ScanRules(), problem));
    return problem;
}

std::vector<std::string> paths(const FileList& files)
{
    std::vector<std::string> all;
    for (const FileEntry& file : files) all.emplace_back(file.path);
    return all;
}

/// A manifest with an entry for each path, which is written as given.
std::string with_paths(const std::vector<std::string>& quoted)
{
    std::string entries;
    for (const std::string& path : quoted)
        entries += (entries.empty() ? "" : ", ") + (R"({"path": )" + path) +
                   R"(, "size": 1, "mtime": "2026-11-23T07:04:05Z"})";
    return R"({"captured_at": "2026-11-23T07:04:05Z", "files": [)" + entries + "]}";
}

std::string with_path(const std::string& quoted)
{
    return with_paths({quoted});
}

} // namespace

TEST_CASE("a manifest is written with its times to the nanosecond")
{
    Manifest manifest;
    manifest.captured_at = *parse_time("2026-11-23T07:04:05Z");
    manifest.session_id = "s";
    manifest.files.add("notes.md", 12, 1795417445123456789);

    CHECK(written(manifest) == R"({
  "captured_at": "2026-11-23T07:04:05Z",
  "session_id": "s",
  "files": [
    {
      "path": "notes.md",
      "size": 12,
      "mtime": "2026-11-23T07:04:05.123456789Z"
    }
  ]
}
)");
}

TEST_CASE("a manifest comes back as it was, whatever its names are made of")
{
    Manifest manifest;
    manifest.session_id = "s";
    manifest.files.add("a b/\"quoted\"\n\t.txt", 0, 0);
    manifest.files.add("caf\xE9/\xFF\xFE", 1, 1);
    manifest.files.add("\xF0\x9F\xA6\x80", INT64_MAX, -1);
    manifest.files.add("..hidden/a..b/...", 7, 1795417445000000000);
    manifest.files.sort();

    const Manifest back = read(written(manifest));

    CHECK(back.session_id == "s");
    CHECK(paths(back.files) == paths(manifest.files));
    CHECK(compare(manifest.files, back.files).none());
    CHECK(written(back) == written(manifest));
}

TEST_CASE("an empty manifest has an empty list, and reading accepts none at all")
{
    CHECK(written(Manifest()).find("\"files\": []") != std::string::npos);
    CHECK(read(R"({"captured_at": "2026-11-23T07:04:05Z", "files": []})").files.empty());
    CHECK(read(R"({"captured_at": "2026-11-23T07:04:05Z", "files": null})").files.empty());
    CHECK(read(R"({"captured_at": "2026-11-23T07:04:05Z"})").files.empty());
}

TEST_CASE("an entry that leads out of the workspace does not count")
{
    for (const char* path : {"/etc/passwd", "../x", "a/../../x", "a/..", "..", "", "a/", "a\\u0000b"})
        CHECK(read(with_path('"' + std::string(path) + '"')).files.empty());
    for (const char* path :
         {"7", "null", "[]", "\"x\", \"path_base64\": \"Li4vZXRj\"", "\"x\", \"path_base64\": \"?\""})
        CHECK(read(with_path(path)).files.empty());
    for (const char* path : {"a..b", "..a", "a..", "a/..b/c"})
        CHECK(read(with_path('"' + std::string(path) + '"')).files.size() == 1);
}

TEST_CASE("an entry that leads out does not count beside others of its directory either")
{
    const Manifest manifest =
        read(with_paths({R"("a/b")", R"("a/..")", R"("a/c")", R"("a/")", R"("a/\u0000")", R"("a/...")",
                         R"("a/../d")", R"("a/..e")", R"("/a/b")", R"("a/.")"}));

    CHECK(paths(manifest.files) == std::vector<std::string>{"a/.", "a/...", "a/..e", "a/b", "a/c"});
}

TEST_CASE("an entry without a size or a time that can be does not count")
{
    const std::string start = R"({"captured_at": "2026-11-23T07:04:05Z", "files": [7, null, {}, )";
    const std::string time = R"("mtime": "2026-11-23T07:04:05Z")";

    CHECK(read(start + R"({"path": "a", "size": -1, )" + time + "}]}").files.empty());
    CHECK(read(start + R"({"path": "a", "size": 1e3, )" + time + "}]}").files.empty());
    CHECK(read(start + R"({"path": "a", )" + time + "}]}").files.empty());
    CHECK(read(start + R"({"path": "a", "size": 1}]})").files.empty());
    CHECK(read(start + R"({"path": "a", "size": 1, "mtime": "2026-13-01T00:00:00Z"}]})").files.empty());
    CHECK(read(start + R"({"path": "a", "size": 1, )" + time + "}]}").files.size() == 1);
}

TEST_CASE("a modification time that cannot be told is the nearest that can, as a scan has it")
{
    const std::string start =
        R"({"captured_at": "2026-11-23T07:04:05Z", "files": [{"path": "a", "size": 1, )";
    CHECK(read(start + R"("mtime": "2446-05-10T22:38:55Z"}]})").files[0].modified ==
          kLastTime.time_since_epoch().count());
    CHECK(read(start + R"("mtime": "0001-01-01T00:00:00Z"}]})").files[0].modified ==
          kFirstTime.time_since_epoch().count());
}

TEST_CASE("what could not be read comes back sorted, and a name that is not UTF-8 as the directory above it")
{
    Manifest manifest;
    manifest.unreadable = {"a/b", "d/\xff/e"};
    StringSink sink;
    write_manifest(sink, manifest);

    CHECK(read(sink.text).unreadable == std::vector<std::string>{"a/b", "d"});
    CHECK(read(R"({"captured_at": "2026-11-23T07:04:05Z", "files": []})").unreadable.empty());
}

TEST_CASE("what the rules leave out is left out of what is read")
{
    CHECK(read(with_path("\"src/.git/config\"")).files.empty());
    CHECK(read(with_path("\"build/x.o\""), ScanRules({"*.o"})).files.empty());
    CHECK(read(with_path("\"build/x.c\""), ScanRules({"*.o"})).files.size() == 1);
}

TEST_CASE("what is no manifest is refused in words")
{
    CHECK(problem_of("7") == "is not a manifest: expected an object");
    CHECK(problem_of("{}") == "is not a manifest: expected captured_at to be a time");
    CHECK(problem_of(R"({"captured_at": "2026-11-23T07:04:05Z", "files": {}})") ==
          "is not a manifest: expected files to be a list");
}

TEST_CASE("a manifest that is read in pieces comes back as it was")
{
    Manifest manifest;
    manifest.session_id = "s";
    for (int number = 0; number < 3'000; ++number)
        manifest.files.add("a \"],[{\\\\\"/" + std::to_string(number) + "\xFF", 7, number);
    manifest.files.sort();
    const std::string bytes = written(manifest);
    REQUIRE(bytes.size() > 300'000);

    const Manifest again = read(bytes);

    CHECK(again.session_id == "s");
    CHECK(paths(again.files) == paths(manifest.files));
    CHECK(compare(again.files, manifest.files).none());
}

TEST_CASE("what is wrong in a long manifest is told as of a short one")
{
    std::string entries;
    for (int number = 0; number < 3'000; ++number)
        entries += R"({"path": "some/file-)" + std::to_string(number) +
                   R"(", "size": 1, "mtime": "2026-11-23T07:04:05Z"},)";
    const std::string start = R"({"captured_at": "2026-11-23T07:04:05Z", "files": [)";
    const std::string last = R"({"path": "z", "size": 1, "mtime": "2026-11-23T07:04:05Z"})";
    const std::string misfit = "is not valid JSON: its brackets, commas and colons do not fit together";
    REQUIRE(read(start + entries + last + "]}").files.size() == 3'001);

    CHECK(problem_of(start + entries + "]}") == misfit);
    CHECK(problem_of(start + entries + "," + last + "]}") == misfit);
    CHECK(problem_of(start + entries + "{]}" + last + "]}") == misfit);
    CHECK(problem_of(start + entries + last + "]}}") == misfit);
    CHECK(problem_of(start + entries + last + "}").starts_with("is not valid JSON: "));
    CHECK(problem_of(start + entries + last + "]") == misfit);
    CHECK(problem_of(start + entries + "\"\xFF\"," + last + "]}")
              .starts_with("is not valid JSON: not UTF-8 at byte "));
    const std::string deep = std::string(63, '[') + "1" + std::string(63, ']');
    CHECK(problem_of(start + entries + deep + "]}") == "is not valid JSON: nested more than 64 deep");
    const std::string less_deep = std::string(62, '[') + "1" + std::string(62, ']');
    CHECK(read(start + entries + less_deep + "]}").files.size() == 3'000);
}
