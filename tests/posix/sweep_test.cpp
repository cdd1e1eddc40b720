// What a writer that was killed leaves under a temporary name, and who may remove it.
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "support/doctest.hpp"
#include "support/eventually.hpp"
#include "support/scratch_dir.hpp"

#include <array>
#include <asio/io_context.hpp>
#include <csignal>
#include <unistd.h>

namespace ctask {

namespace {

struct Swept {
    ScratchDir scratch;
    asio::io_context context;
    std::unique_ptr<Directory> directory = PosixFiles(context).open_directory(scratch.path());

    /// The one temporary file there, or nothing.
    std::string temporary() const
    {
        for (const std::string& name : directory->names())
            if (name.starts_with(".")) return name;
        return {};
    }
    /// Has half a file written, and never ends.
    int write_half() const
    {
        const auto produce = [](ByteSink& sink) {
            sink.write("half");
            for (;;) ::pause();
        };
        directory->write("state.json", produce, Durability::buffered, kPrivateFile);
        return 0;
    }
    bool half_is_written() const { return !temporary().empty() && !scratch.read_file(temporary()).empty(); }
};

} // namespace

TEST_CASE("a half-written file is swept once its writer is dead and it is not young")
{
    const Swept here;
    Forked writer([&] { return here.write_half(); });
    REQUIRE(eventually([&] { return here.half_is_written(); }));
    const std::string name = here.temporary();

    here.scratch.age(name, Seconds(60));
    here.directory->sweep({});
    CHECK(here.scratch.exists(name));

    ::kill(writer.pid(), SIGKILL);
    writer.exit_status();
    here.scratch.age(name, Seconds(5));
    here.directory->sweep({});
    CHECK(here.scratch.exists(name));

    here.scratch.age(name, Seconds(60));
    here.directory->sweep(std::array<std::string_view, 2>{"other.json", "state"});
    CHECK(here.scratch.exists(name));
    here.directory->sweep(std::array<std::string_view, 2>{"other.json", "state.json"});
    CHECK(here.directory->names().empty());
}

TEST_CASE("nothing but temporary files is swept")
{
    const Swept here;
    here.scratch.make_directory(".a.tmp.1.0");
    here.scratch.make_link("nowhere", ".b.tmp.1.0");
    for (const char* name : {"a.tmp.1.0", ".a.tmp.1", ".a.tmp.1.x", ".a.tmp.1.0~", ".a.1.0"})
        here.scratch.write_file(name, "theirs");
    const std::vector<std::string> before = here.directory->names();
    for (const std::string& name : before) here.scratch.age(name, Seconds(60));

    here.directory->sweep({});

    CHECK(here.directory->names() == before);
}

} // namespace ctask
