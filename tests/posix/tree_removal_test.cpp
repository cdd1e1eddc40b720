// Removing real trees: of any shape, and never anything outside them.
#include "base/unique_fd.hpp"
#include "posix/files.hpp"
#include "posix/forked.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <vector>

namespace ctask {

namespace {

bool go_on(std::size_t)
{
    return true;
}

Removal remove_tree(const std::string& parent, const std::string& name, const KeepGoing& keep_going = go_on)
{
    asio::io_context context;
    PosixFiles files(context);
    const auto directory = files.open_directory(parent);
    const FileStamp judged = *directory->stamp_of(name);
    return files.remove_tree(*directory, name, judged, keep_going);
}

void make_at(int directory, const char* name)
{
    const UniqueFd file(::openat(directory, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
    REQUIRE(file);
}

/// Directories in one another, a file in each.
void make_deep_tree(const ScratchDir& scratch, const std::string& top, std::size_t depth,
                    const std::string& name)
{
    scratch.make_directory(top);
    UniqueFd at(::open(scratch.path(top).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (std::size_t level = 0; level < depth; ++level) {
        make_at(at.get(), "file");
        REQUIRE(::mkdirat(at.get(), name.c_str(), 0777) == 0);
        at = UniqueFd(::openat(at.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        REQUIRE(at);
    }
}

/// With no right but those that the file system gives to everybody.
int as_nobody(const std::function<int()>& body)
{
    constexpr uid_t kNobody = 65534;
    if (::getuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) return 99;
    return body();
}

TEST_CASE("a tree goes with all that is in it")
{
    const ScratchDir scratch;
    scratch.write_file("tree/a/b/c.txt", "x");
    scratch.write_file("tree/.hidden/.git/HEAD", "x");
    scratch.make_directory("tree/empty");
    scratch.write_file("beside.txt", "stays");

    const Removal removal = remove_tree(scratch.path(), "tree");

    CHECK(removal.finished);
    CHECK(removal.left.empty());
    CHECK(removal.removed == 8);
    CHECK_FALSE(scratch.exists("tree"));
    CHECK(scratch.read_file("beside.txt") == "stays");
}

TEST_CASE("a tree 2,000 deep with names of 255 bytes goes, with few descriptors")
{
    const ScratchDir scratch;
    make_deep_tree(scratch, "tree", 2000, std::string(255, 'd'));

    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    rlimit few = before;
    few.rlim_cur = 16;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
    const Removal removal = remove_tree(scratch.path(), "tree");
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);

    CHECK(removal.finished);
    CHECK(removal.removed == 4001);
    CHECK_FALSE(scratch.exists("tree"));
}

TEST_CASE("names that the removal itself uses are as good as others")
{
    const ScratchDir scratch;
    for (const char* name : {"tree/0/0/0/0/0", "tree/1/0", "tree/2", "tree/a/3/x", "tree/a/4/0/1/2"})
        scratch.write_file(name, "x");

    CHECK(remove_tree(scratch.path(), "tree").finished);
    CHECK_FALSE(scratch.exists("tree"));
}

TEST_CASE("links are removed, not followed, hard links included")
{
    const ScratchDir scratch;
    scratch.write_file("canary/precious", "x");
    scratch.make_link(scratch.path("canary"), "link");
    scratch.make_directory("tree");
    scratch.make_link(scratch.path("canary"), "tree/to-directory");
    scratch.make_link("../canary/precious", "tree/to-file");
    scratch.make_link("..", "tree/up");
    REQUIRE(::link(scratch.path("canary/precious").c_str(), scratch.path("tree/hard").c_str()) == 0);

    CHECK(remove_tree(scratch.path(), "tree").finished);
    CHECK_FALSE(remove_tree(scratch.path(), "link").finished);

    CHECK(scratch.read_file("canary/precious") == "x");
    CHECK(scratch.exists("link"));
}

TEST_CASE("another directory of that name is left alone")
{
    const ScratchDir scratch;
    scratch.write_file("tree/precious", "x");
    scratch.make_directory("judged");
    asio::io_context context;
    PosixFiles files(context);
    const auto parent = files.open_directory(scratch.path());

    const Removal removal = files.remove_tree(*parent, "tree", *parent->stamp_of("judged"), go_on);

    CHECK_FALSE(removal.finished);
    REQUIRE(removal.left.size() == 1);
    CHECK(removal.left[0].why == "it is no longer the directory that it was");
    CHECK(scratch.exists("tree/precious"));
}

TEST_CASE("read-only directories of one's own are no obstacle")
{
    const ScratchDir scratch;
    scratch.set_mode("", 0777);
    Forked child([&scratch] {
        return as_nobody([&scratch] {
            scratch.write_file("tree/cache/mod@v1/deep/file.go", "x");
            scratch.write_file("tree/closed/file", "x");
            for (const char* name : {"tree/cache/mod@v1/deep", "tree/cache/mod@v1", "tree/cache", "tree"})
                scratch.set_mode(name, 0555);
            scratch.set_mode("tree/closed", 0);
            return remove_tree(scratch.path(), "tree").finished ? 0 : 1;
        });
    });
    CHECK(child.exit_status() == 0);
    CHECK_FALSE(scratch.exists("tree"));
}

TEST_CASE("a closed directory of one's own is removed as well, and another in its place keeps its mode")
{
    const ScratchDir scratch;
    scratch.set_mode("", 0777);
    Forked child([&scratch] {
        return as_nobody([&scratch] {
            scratch.write_file("tree/file", "x");
            scratch.make_directory("other");
            asio::io_context context;
            PosixFiles files(context);
            const auto parent = files.open_directory(scratch.path());
            const FileStamp another = *parent->stamp_of("other");
            scratch.set_mode("tree", 0);
            if (files.remove_tree(*parent, "tree", another, go_on).finished) return 1;
            if ((parent->stamp_of("tree")->mode & 07777) != 0) return 2;
            return remove_tree(scratch.path(), "tree").finished ? 0 : 3;
        });
    });
    CHECK(child.exit_status() == 0);
    CHECK_FALSE(scratch.exists("tree"));
}

TEST_CASE("of many who remove one tree each finds it gone, or leaves it to another")
{
    for (int round = 0; round < 3; ++round) {
        const ScratchDir scratch;
        for (int outer = 0; outer < 10; ++outer)
            for (int inner = 0; inner < 10; ++inner)
                scratch.write_file("tree/" + std::to_string(outer) + "/" + std::to_string(inner) + "/a/file",
                                   "x");
        asio::io_context context;
        PosixFiles files(context);
        const auto parent = files.open_directory(scratch.path());
        const FileStamp judged = *parent->stamp_of("tree");
        const auto remove_in_turn = [&] {
            for (;;) {
                const Removal removal = files.remove_tree(*parent, "tree", judged, go_on);
                if (!removal.by_another) return removal.finished && removal.left_count == 0 ? 0 : 1;
                if (removal.removed != 0) return 2;
                ::usleep(1000);
            }
        };
        std::vector<std::unique_ptr<Forked>> removers;
        for (int count = 0; count < 8; ++count) removers.push_back(std::make_unique<Forked>(remove_in_turn));
        for (const auto& remover : removers) CHECK(remover->exit_status() == 0);
        CHECK_FALSE(scratch.exists("tree"));
    }
}

TEST_CASE("what belongs to another user stays and is named")
{
    if (::getuid() != 0) {
        MESSAGE("skipped: only root can give files away");
        return;
    }
    const ScratchDir scratch;
    scratch.write_file("tree/a/b/theirs", "x");
    scratch.write_file("tree/a/b/mine", "x");
    REQUIRE(::chown(scratch.path("tree/a/b/theirs").c_str(), 12345, 12345) == 0);

    const Removal removal = remove_tree(scratch.path(), "tree");

    CHECK_FALSE(removal.finished);
    CHECK(removal.left_count == 1);
    REQUIRE(removal.left.size() == 1);
    CHECK(removal.left[0].was == "a/b/theirs");
    CHECK(removal.left[0].why == "it belongs to another user");
    struct stat status {};
    CHECK(::stat(removal.left[0].path.c_str(), &status) == 0);
    CHECK(status.st_uid == 12345);
}

/// In namespaces of its own, as root there: 77 when there are none to be had.
int in_own_mounts(const std::function<int()>& body)
{
    if (::unshare(::getuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0) return 77;
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 77;
    return body();
}

TEST_CASE("what something is mounted on stays, whatever file system it is")
{
    const ScratchDir scratch;
    scratch.write_file("canary/precious", "x");
    scratch.write_file("tree/a/file", "x");
    scratch.make_directory("tree/a/same");
    scratch.make_directory("tree/other");
    scratch.write_file("tree/a/on-file", "x");

    Forked child([&scratch] {
        return in_own_mounts([&scratch] {
            const auto bind = [&](const std::string& from, const std::string& to) {
                return ::mount(scratch.path(from).c_str(), scratch.path(to).c_str(), nullptr, MS_BIND,
                               nullptr) == 0;
            };
            if (!bind("canary", "tree/a/same") || !bind("canary/precious", "tree/a/on-file") ||
                ::mount("tmpfs", scratch.path("tree/other").c_str(), "tmpfs", 0, nullptr) != 0)
                return 77;
            scratch.write_file("tree/other/precious", "x");
            asio::io_context context;
            PosixFiles files(context);
            const Survey survey = files.survey(*files.open_directory(scratch.path("tree")), go_on);
            if (survey.mount_points != std::vector<std::string>{"a/on-file", "a/same", "other"}) return 2;
            const Removal removal = remove_tree(scratch.path(), "tree");
            for (const LeftEntry& left : removal.left)
                if (left.why != "something is mounted on it") return 3;
            if (removal.finished || removal.left_count != 3) return 4;
            return scratch.exists("tree/other/precious") ? 0 : 5;
        });
    });
    const int status = child.exit_status();
    if (status == 77) {
        MESSAGE("skipped: no mount namespaces here");
        return;
    }
    CHECK(status == 0);
    CHECK(scratch.read_file("canary/precious") == "x");
}

TEST_CASE("what appears meanwhile goes too, and a removal that is cut short goes on where it was")
{
    const ScratchDir scratch;
    for (int file = 0; file < 2000; ++file)
        scratch.write_file("tree/d" + std::to_string(file % 40) + "/e/f" + std::to_string(file), "x");

    const Removal cut =
        remove_tree(scratch.path(), "tree", [](std::size_t removed) { return removed < 500; });
    CHECK_FALSE(cut.finished);
    CHECK(cut.left.empty());
    CHECK(cut.removed < 1000);
    REQUIRE(scratch.exists("tree"));

    int appeared = 0;
    const Removal rest = remove_tree(scratch.path(), "tree", [&](std::size_t) {
        if (appeared < 5) scratch.write_file("tree/late" + std::to_string(appeared++) + "/deep/file", "x");
        return true;
    });
    CHECK(appeared == 5);
    CHECK(rest.finished);
    CHECK_FALSE(scratch.exists("tree"));
}

TEST_CASE("a survey counts all there is, ignored or not, and names repositories")
{
    const ScratchDir scratch;
    scratch.write_file("tree/.git/HEAD", "1234");
    scratch.write_file("tree/vendor/lib/.git", "gitdir: x");
    scratch.write_file("tree/logs/sessions.log", "123");
    scratch.make_link("nowhere", "tree/link");
    make_deep_tree(scratch, "tree/deep", 300, std::string(200, 'd'));
    asio::io_context context;
    PosixFiles files(context);

    const Survey survey = files.survey(*files.open_directory(scratch.path("tree")), go_on);

    CHECK(survey.whole);
    CHECK(survey.files == 4 + 300);
    CHECK(survey.directories == 5 + 300);
    CHECK(survey.bytes == 4 + 9 + 3 + 7);
    CHECK(survey.repositories == std::vector<std::string>{"", "vendor/lib"});
    CHECK(survey.mount_points.empty());
    CHECK(survey.of_others == 0);
    CHECK(remove_tree(scratch.path(), "tree").finished);
}

TEST_CASE("a survey that is told to stop stops")
{
    const ScratchDir scratch;
    for (int file = 0; file < 1500; ++file) scratch.write_file("tree/f" + std::to_string(file), "x");
    asio::io_context context;
    PosixFiles files(context);
    const Survey survey =
        files.survey(*files.open_directory(scratch.path("tree")), [](std::size_t) { return false; });
    CHECK_FALSE(survey.whole);
    CHECK(survey.files < 1500);
}

} // namespace

} // namespace ctask
