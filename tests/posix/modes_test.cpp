// Setting modes: of files and directories, never through a link, with or without /proc.
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ctask {

namespace {

struct WithModes {
    ScratchDir scratch;
    asio::io_context context;
    std::unique_ptr<Directory> directory;

    WithModes()
    {
        scratch.write_file("plain", "text");
        scratch.make_directory("directory");
        scratch.make_link("plain", "link");
        directory = PosixFiles(context).open_directory(scratch.path());
    }
    mode_t mode_of(const std::string& name) const
    {
        struct stat status {};
        REQUIRE(::lstat(scratch.path(name).c_str(), &status) == 0);
        return status.st_mode & 07777;
    }
    /// 0 when all went as it should.
    int set_modes() const
    {
        directory->set_mode("plain", 0754);
        directory->set_mode("directory", 0711);
        directory->set_mode(".", 0750);
        try {
            directory->set_mode("link", 0600);
        } catch (const std::system_error&) {
            return 0;
        }
        return 1;
    }
    void check_modes() const
    {
        CHECK(mode_of("plain") == 0754);
        CHECK(mode_of("directory") == 0711);
        CHECK(mode_of("") == 0750);
    }
};

} // namespace

TEST_CASE_FIXTURE(WithModes, "modes are copied onto files and directories, never through a link")
{
    CHECK(set_modes() == 0);
    check_modes();
}

TEST_CASE_FIXTURE(WithModes, "modes are copied where there is no /proc too")
{
    Forked process([this] {
        if (::unshare(::getuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0) return 77;
        if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 77;
        if (::mount("none", "/proc", "tmpfs", 0, nullptr) != 0) return 77;
        return set_modes();
    });
    if (process.exit_status() == 77) {
        MESSAGE("skipped: no mount namespaces here");
        return;
    }
    CHECK(process.exit_status() == 0);
    check_modes();
}

} // namespace ctask
