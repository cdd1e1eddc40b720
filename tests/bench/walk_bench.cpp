// What many files cost: the walk, the manifest, the comparison, a whole session. The argument says how many.
#include "async/combine.hpp"
#include "base/unique_fd.hpp"
#include "bench/comparison.hpp"
#include "bench/room.hpp"
#include "posix/directory.hpp"
#include "posix/scan.hpp"
#include "record/changes.hpp"
#include "record/manifest.hpp"

#include <asio/io_context.hpp>
#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <stdexcept>

namespace ctask::bench {

namespace {

constexpr std::size_t kChanged = 1'000;

Task<> scan_into(asio::io_context& context, int root, std::string path, Scan& result)
{
    result = co_await scan_tree(context, root, path, ScanRules(), nullptr);
}

PosixDirectory directory_at(const std::string& path)
{
    return {UniqueFd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), path};
}

Scan walk(const std::string& path)
{
    const PosixDirectory root = directory_at(path);
    asio::io_context context(1);
    Scan result;
    run_to_completion(context, scan_into(context, root.descriptor(), path, result));
    return result;
}

double time_of(const std::function<void()>& what)
{
    const double started = now();
    what();
    return now() - started;
}

/// The same files, but for some that are of another size.
FileList with_changes(const FileList& files)
{
    FileList changed;
    const std::size_t step = std::max<std::size_t>(files.size() / kChanged, 1);
    std::size_t index = 0;
    for (const FileEntry& entry : files)
        changed.add(entry.path, entry.size + (index++ % step == 0 ? 1 : 0), entry.modified);
    changed.sort();
    return changed;
}

class Many {
  public:
    Many(const Room& room, std::size_t files, Shape shape, const std::string& shape_name)
        : room_(room), rounds_(files > 100'000 ? 5 : 15),
          name_(std::to_string(files) + " files, " + shape_name)
    {
        workspace_ = room.make_workspace("many");
        tree_ = workspace_ + "/output";
        room.make_tree("root/general/2026-01-01_many/output", files, shape);
    }

    void compare_walks() const
    {
        const auto measured = [&] { return time_of([&] { walk(tree_); }); };
        const auto row = [&](const std::string& program) {
            const Command find = printing_by(program);
            compare({"walk of " + name_, "`" + program + " -printf`", measured,
                     [&] { return run(find).milliseconds; }, 0.55, rounds_});
        };
        row("find");
        if (is_installed("bfs"))
            row("bfs");
        else
            print_note("(no row beside bfs, which is not installed)");
    }

    void compare_parts() const
    {
        Manifest manifest;
        manifest.captured_at = WallTime(std::chrono::hours(24 * 365 * 56));
        manifest.session_id = "bench";
        manifest.files = walk(tree_).files;
        const std::size_t count = manifest.files.size();
        PosixDirectory directory = directory_at(room_.path());
        const auto walking = [&] { return time_of([&] { walk(tree_); }); };
        const auto write_and_read = [&] {
            const auto produce = [&](ByteSink& sink) { write_manifest(sink, manifest); };
            directory.write("manifest.json", produce, Durability::buffered, kPrivateFile);
            std::string problem;
            const auto again = read_manifest_file(directory, "manifest.json", ScanRules(), problem);
            if (!again || again->files.size() != count) throw std::runtime_error("misread: " + problem);
        };
        compare({"manifest of " + name_ + ", written and read back", "the walk",
                 [&] {
                     // A session's is a new file.
                     directory.remove("manifest.json");
                     return time_of(write_and_read);
                 },
                 walking, 0.4, rounds_});
        const FileList changed = with_changes(manifest.files);
        const auto comparing = [&] {
            if (ctask::compare(manifest.files, changed).modified.size() < kChanged)
                throw std::runtime_error("changes were missed");
        };
        compare({"compare " + name_ + ", 1,000 changed", "the walk", [&] { return time_of(comparing); },
                 walking, 0.1, rounds_});
    }

    void compare_sessions() const
    {
        const Command session = room_.ctask({"resume", "many", "--agent", "true"});
        const Command find = printing_by("find");
        compare({"whole session around `true` in " + name_, "two `find -printf`",
                 [&] { return run(session).milliseconds; },
                 [&] { return run(find).milliseconds + run(find).milliseconds; }, 1, rounds_});
        constexpr double kMegabyte = 1e6;
        const auto printed = [&] {
            return static_cast<double>(run_and_count(find).printed_bytes) / kMegabyte;
        };
        compare({"peak memory of a session in " + name_, "what `find` prints",
                 [&] { return static_cast<double>(peak_of(session)) / kMegabyte; }, printed, 2, 3, "MB"});
    }

    /// Which reads the summary, where all files are listed.
    void compare_info() const
    {
        const Command find = printing_by("find");
        const auto printed = [&] { return static_cast<double>(run_and_count(find).printed_bytes) / 1e6; };
        const Command info = room_.ctask({"info", "many"});
        compare({"peak memory of `info` in " + name_, "what `find` prints",
                 [&] { return static_cast<double>(peak_of(info)) / 1e6; }, printed, 2, 3, "MB"});
    }

  private:
    Command printing_by(const std::string& program) const
    {
        return {{program, tree_, "-type", "f", "-printf", "%p %s %T@\\n"}, room_.environment()};
    }

    const Room& room_;
    int rounds_;
    std::string name_;
    std::string workspace_;
    std::string tree_;
};

void measure(std::size_t files)
{
    print_heading();
    for (const auto& [shape, name] : {std::pair{Shape::node_modules, std::string("node_modules")},
                                      std::pair{Shape::checkout, std::string("checkout")}}) {
        const Room room(kDisk);
        const Many many(room, files, shape, name);
        many.compare_walks();
        many.compare_parts();
        many.compare_sessions();
        many.compare_info();
    }
}

} // namespace

} // namespace ctask::bench

int main(int argc, char** argv)
{
    try {
        ctask::bench::measure(argc > 1 ? std::stoul(argv[1]) : 100'000);
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
