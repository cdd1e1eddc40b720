// Moving what was judged: another goes back, and so does what cannot be looked at any more.
#include "workspace/judged_move.hpp"

#include "base/error.hpp"
#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/faulty_directory.hpp"
#include "support/scratch_dir.hpp"

#include <cerrno>

namespace ctask {
namespace {

/// Cannot say what is in it, as on a network file system that has gone.
class Unseen : public FaultyDirectory {
  public:
    Unseen(std::unique_ptr<Directory> real, std::function<void()> meanwhile)
        : FaultyDirectory(std::move(real), std::make_shared<Faults>(), std::make_shared<Timeline>()),
          meanwhile_(std::move(meanwhile))
    {
    }
    std::optional<FileStamp> stamp_of(const std::string& name) const override
    {
        meanwhile_();
        throw_system_error(EIO, "cannot look at " + path() + "/" + name);
    }

  private:
    std::function<void()> meanwhile_;
};

struct Moving {
    ScratchDir scratch;
    FakeWorld world;
    std::unique_ptr<Directory> from;
    FileStamp judged;

    Moving()
    {
        scratch.write_file("from/work/file", "x");
        scratch.make_directory("to");
        from = world.files.open_directory(scratch.path("from"));
        judged = *from->stamp_of("work");
    }
    Unseen unseen(std::function<void()> meanwhile)
    {
        return Unseen(world.files.open_directory(scratch.path("to")), std::move(meanwhile));
    }
};

TEST_CASE_FIXTURE(Moving, "what cannot be looked at once it is moved goes back, and that is told")
{
    Unseen to = unseen([] {});
    CHECK_THROWS_AS(move_judged(*from, "work", to, "work", judged), std::system_error);
    CHECK(scratch.exists("from/work/file"));
    CHECK_FALSE(scratch.exists("to/work"));
}

TEST_CASE_FIXTURE(Moving, "where its place was taken meanwhile, it is told to lie under its new name")
{
    Unseen to = unseen([this] { scratch.write_file("from/work", "another's"); });
    CHECK(move_judged(*from, "work", to, "new", judged) == JudgedMove::stranded);
    CHECK(scratch.exists("to/new/file"));
    CHECK(scratch.read_file("from/work") == "another's");
}

} // namespace
} // namespace ctask
