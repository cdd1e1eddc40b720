// Which names are those of files on their way into place.
#include "support/doctest.hpp"
#include "world/temporary_names.hpp"

using namespace ctask;

TEST_CASE("a temporary name is told from others")
{
    for (const char* name :
         {".task.yaml.tmp.12.0", ".a.tmp.1.999", "..zshenv.tmp.1.0", ".a.tmp.1.0.tmp.2.0"}) {
        CAPTURE(name);
        CHECK(is_temporary_name(name));
    }
    for (const char* name : {"", ".", ".tmp.1.0", "a.tmp.1.0", ".a.tmp.1", ".a.tmp.1.", ".a.tmp..0",
                             ".a.tmp.x.0", ".a.tmp.1.0.", ".a.tmp.1.0~", ".a.1.0", ".a.tmp.-1.0"}) {
        CAPTURE(name);
        CHECK_FALSE(is_temporary_name(name));
    }
}

TEST_CASE("a temporary name belongs to one file")
{
    CHECK(is_temporary_name(".task.yaml.tmp.12.0", "task.yaml"));
    CHECK_FALSE(is_temporary_name(".task.yaml.tmp.12.0", "task"));
    CHECK_FALSE(is_temporary_name(".notes.md.tmp.12.0", "task.yaml"));
    const std::string longest(255, 'x');
    CHECK(is_temporary_name(temporary_prefix(longest) + "12.0", longest));
    CHECK((temporary_prefix(longest) + "4194304.999").size() <= 255);
}
