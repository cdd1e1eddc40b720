// Reads /proc/self and asks the kernel.
#include "self_report.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace fake_agent {

namespace {

std::string printable(const std::string& bytes)
{
    std::string text;
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        if (code >= 0x20 && code < 0x7f && code != '\\') {
            text += byte;
            continue;
        }
        std::array<char, 8> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "\\x%02x", code);
        text += escaped.data();
    }
    return text;
}

void write_masks(std::ostream& out)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        for (const auto& [field, name] :
             {std::pair{"SigBlk:\t", "blocked "}, std::pair{"SigIgn:\t", "ignored "},
              std::pair{"SigCgt:\t", "caught "}})
            if (line.rfind(field, 0) == 0) out << name << line.substr(8) << '\n';
}

void write_limits(std::ostream& out)
{
    constexpr std::array limits{std::pair{RLIMIT_NOFILE, "files"}, std::pair{RLIMIT_CORE, "core"},
                                std::pair{RLIMIT_FSIZE, "filesize"}, std::pair{RLIMIT_STACK, "stack"}};
    for (const auto& [resource, name] : limits) {
        rlimit limit{};
        ::getrlimit(resource, &limit);
        out << "limit " << name << ' ' << limit.rlim_cur << ' ' << limit.rlim_max << '\n';
    }
}

void write_process(std::ostream& out)
{
    out << "pid " << ::getpid() << "\nparent " << ::getppid() << "\ngroup " << ::getpgrp() << "\nsession "
        << ::getsid(0) << '\n';
    const pid_t foreground = ::tcgetpgrp(0);
    out << "foreground " << (foreground < 0 ? "none" : std::to_string(foreground)) << '\n';
    const mode_t mask = ::umask(0);
    ::umask(mask);
    std::array<char, 8> octal{};
    std::snprintf(octal.data(), octal.size(), "%04o", static_cast<unsigned>(mask));
    out << "umask " << octal.data() << '\n';
    std::array<char, 4096> directory{};
    if (::getcwd(directory.data(), directory.size()) != nullptr)
        out << "directory " << printable(directory.data()) << '\n';
}

} // namespace

OpenDescriptors list_descriptors()
{
    OpenDescriptors open;
    DIR* listing = ::opendir("/proc/self/fd");
    if (listing == nullptr) return open;
    while (const dirent* entry = ::readdir(listing)) {
        const int number = std::atoi(entry->d_name);
        if (entry->d_name[0] == '.' || number == ::dirfd(listing)) continue;
        std::array<char, 4096> target{};
        const std::string path = "/proc/self/fd/" + std::string(entry->d_name);
        if (::readlink(path.c_str(), target.data(), target.size() - 1) < 0) continue;
        open.lines.push_back("descriptor " + std::to_string(number) + " " + printable(target.data()));
    }
    ::closedir(listing);
    return open;
}

void write_self_report(const std::string& file, const OpenDescriptors& descriptors, int count,
                       char** arguments)
{
    std::ostringstream out;
    for (const auto& line : descriptors.lines) out << line << '\n';
    write_masks(out);
    write_process(out);
    write_limits(out);
    for (int index = 0; index < count; ++index)
        out << "argument " << index << ' ' << printable(arguments[index]) << '\n';
    for (char** entry = environ; *entry != nullptr; ++entry)
        out << "environment " << printable(*entry) << '\n';

    const std::string unfinished = file + ".part";
    std::ofstream(unfinished, std::ios::binary) << out.str();
    std::rename(unfinished.c_str(), file.c_str());
}

} // namespace fake_agent
