// Finding commands along PATH.
#include "posix/find_program.hpp"

#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <cerrno>

namespace ctask {

TEST_CASE("a command is looked for as a shell does")
{
    const ScratchDir scratch;
    for (const char* name : {"first/tool", "second/tool", "second/other", "here/local"}) {
        scratch.write_file(name, "#!/bin/sh\n");
        scratch.set_mode(name, 0755);
    }
    scratch.write_file("first/other", "not executable");
    scratch.write_file("first/plain", "not executable");
    scratch.make_directory("first/directory");
    Environment environment;
    environment.working_directory = scratch.path("here");
    environment.entries = {"PATH=" + scratch.path("missing") + ":" + scratch.path("first") +
                           "::" + scratch.path("second")};

    struct Row {
        std::string name;
        std::string found;
        int error;
    };
    for (const Row& row :
         {Row{"tool", scratch.path("first/tool"), 0}, Row{"other", scratch.path("second/other"), 0},
          Row{"local", scratch.path("here/local"), 0}, Row{"plain", scratch.path("first/plain"), EACCES},
          Row{"directory", "directory", ENOENT}, Row{"nowhere", "nowhere", ENOENT}, Row{"", "", ENOENT},
          Row{"./local", scratch.path("here/./local"), 0},
          Row{"../first/plain", scratch.path("here/../first/plain"), EACCES},
          Row{scratch.path("first/tool"), scratch.path("first/tool"), 0}}) {
        CAPTURE(row.name);
        const ProgramPlace place = find_program(row.name, environment);
        CHECK(place.path == row.found);
        CHECK(place.error == row.error);
    }
}

} // namespace ctask
