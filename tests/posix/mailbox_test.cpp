// Mailboxes between real processes.
#include "posix/processes.hpp"

#include "async/combine.hpp"
#include "base/unique_fd.hpp"
#include "support/doctest.hpp"
#include "support/scratch_dir.hpp"

#include <asio/io_context.hpp>
#include <fcntl.h>
#include <unistd.h>

namespace ctask {

namespace {

using namespace std::chrono_literals;

class Post {
  public:
    std::optional<std::string> answer(Mailbox& mailbox, Nanoseconds limit)
    {
        std::optional<std::string> line;
        const auto asking = [&]() -> Task<> { line = co_await mailbox.answer(limit); };
        context.restart();
        run_to_completion(context, asking());
        return line;
    }

    asio::io_context context;
    PosixProcesses processes{context, CallerSignals()};
};

} // namespace

TEST_CASE("a letter of any bytes and any length is read, and lines come back in their order")
{
    Post post;
    std::string letter(300'000, 'x');
    letter += std::string("\0\xff\n", 3);
    const auto mailbox = post.processes.put_out(letter);

    CHECK(post.processes.read_letter(mailbox->address()) == letter);
    post.processes.answer(mailbox->address(), "ready");
    post.processes.answer(mailbox->address(), "{\"how\":\"exited\"}");

    CHECK(post.answer(*mailbox, 1s) == "ready");
    CHECK(post.answer(*mailbox, 1s) == "{\"how\":\"exited\"}");
    CHECK_FALSE(post.answer(*mailbox, 10ms).has_value());
}

TEST_CASE("what is answered to a mailbox that is gone is lost, and nothing else is touched")
{
    Post post;
    std::string address = post.processes.put_out("letter")->address();
    CHECK_FALSE(post.processes.read_letter(address).has_value());
    post.processes.answer(address, "late");

    const ScratchDir scratch;
    scratch.write_file("precious", "as it was");
    const UniqueFd file(::open(scratch.path("precious").c_str(), O_RDWR | O_CLOEXEC));
    address = std::to_string(::getpid()) + ":0:" + std::to_string(file.get());
    post.processes.answer(address, "late");
    CHECK(scratch.read_file("precious") == "as it was");
    for (const char* none : {"", "1", "1:2", "x:y:z", "-1:0:0", "../self:1:1"})
        CHECK_FALSE(post.processes.read_letter(none).has_value());
}

} // namespace ctask
