// A directory with one of everything that a state file must not be.
#pragma once

#include "posix/files.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <functional>
#include <sys/stat.h>
#include <system_error>

namespace ctask {

struct OneOfEverything {
    OneOfEverything()
    {
        scratch.write_file("plain", "text");
        scratch.write_file("elsewhere/secret", "secret");
        scratch.make_directory("directory");
        scratch.make_link("plain", "link");
        scratch.make_link("nowhere", "dangling");
        scratch.make_link("elsewhere", "link-to-directory");
        REQUIRE(::mkfifo(scratch.path("fifo").c_str(), 0600) == 0);
        directory = PosixFiles(context).open_directory(scratch.path());
    }
    ScratchDir scratch;
    asio::io_context context;
    std::unique_ptr<Directory> directory;
};

/// The errno of the std::system_error that this throws; 0 when it throws none.
inline int error_of(const std::function<void()>& action)
{
    try {
        action();
        return 0;
    } catch (const std::system_error& failure) {
        return failure.code().value();
    }
}

} // namespace ctask
