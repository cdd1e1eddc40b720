// Each directory is opened once and its files are made in it by name, on two threads.
#include "bench/tree.hpp"

#include "base/unique_fd.hpp"

#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace ctask::bench {

namespace {

struct Plan {
    std::size_t files_each = 0;
    std::string ending;
    std::string (*directory)(std::size_t number) = nullptr;
};

std::string of_node_modules(std::size_t number)
{
    constexpr std::size_t kEach = 4;
    const std::string package = "node_modules/package-" + std::to_string(number / kEach);
    switch (number % kEach) {
    case 0:
        return package;
    case 1:
        return package + "/lib";
    case 2:
        return package + "/dist/esm";
    default:
        return package + "/node_modules/nested-dependency";
    }
}

std::string of_checkout(std::size_t number)
{
    return "source/area-" + std::to_string(number / 400) + "/module-" + std::to_string(number / 20) +
           "/part-" + std::to_string(number);
}

Plan plan_of(Shape shape)
{
    if (shape == Shape::node_modules) return {9, ".js", of_node_modules};
    return {15, ".cpp", of_checkout};
}

void make_directory_of_files(const std::string& path, const Plan& plan, std::size_t first, std::size_t files)
{
    std::filesystem::create_directories(path);
    const UniqueFd directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::string bytes(64, 'x');
    for (std::size_t number = first; number < first + files; ++number) {
        const std::string name = "some-module-" + std::to_string(number) + plan.ending;
        const UniqueFd file(::openat(directory.get(), name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
        const std::size_t length = number % bytes.size();
        if (!file || ::write(file.get(), bytes.data(), length) != static_cast<ssize_t>(length))
            throw std::runtime_error("cannot write in " + path);
    }
}

void make_git(const std::string& path)
{
    const Plan objects{100, "", nullptr};
    for (const char* name : {"/.git/objects/0a", "/.git/objects/f3", "/.git/refs/heads"})
        make_directory_of_files(path + name, objects, 0, objects.files_each);
}

} // namespace

void make_tree(const std::string& path, std::size_t files, Shape shape)
{
    const Plan plan = plan_of(shape);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (;;) {
            const std::size_t number = next++;
            const std::size_t first = number * plan.files_each;
            if (first >= files) return;
            make_directory_of_files(path + "/" + plan.directory(number), plan, first,
                                    std::min(plan.files_each, files - first));
        }
    };
    std::thread second(work);
    work();
    second.join();
    if (shape == Shape::checkout) make_git(path);
}

} // namespace ctask::bench
