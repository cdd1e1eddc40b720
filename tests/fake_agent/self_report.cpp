// Reads /proc/self and asks the kernel.
#include "self_report.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/prctl.h>
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
    constexpr std::array limits{std::pair{RLIMIT_NOFILE, "files"},   std::pair{RLIMIT_CORE, "core"},
                                std::pair{RLIMIT_FSIZE, "filesize"}, std::pair{RLIMIT_STACK, "stack"},
                                std::pair{RLIMIT_CPU, "cpu"},        std::pair{RLIMIT_DATA, "data"},
                                std::pair{RLIMIT_AS, "memory"},      std::pair{RLIMIT_NPROC, "processes"},
                                std::pair{RLIMIT_MEMLOCK, "locked"}, std::pair{RLIMIT_SIGPENDING, "pending"},
                                std::pair{RLIMIT_NICE, "nice"}};
    for (const auto& [resource, name] : limits) {
        rlimit limit{};
        ::getrlimit(resource, &limit);
        out << "limit " << name << ' ' << limit.rlim_cur << ' ' << limit.rlim_max << '\n';
    }
}

/// The device number of the controlling terminal, 0 for none: the seventh field of the line, the fifth behind
/// the name in parentheses.
std::string controlling_terminal()
{
    std::ifstream stat("/proc/self/stat");
    std::string line;
    std::getline(stat, line);
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    std::string field;
    for (int index = 0; index < 5; ++index) fields >> field;
    return field;
}

void write_standing(std::ostream& out)
{
    std::string oom;
    std::ifstream("/proc/self/oom_score_adj") >> oom;
    out << "terminal " << controlling_terminal() << "\nnice " << ::getpriority(PRIO_PROCESS, 0) << "\noom "
        << oom << "\nno-new-privileges " << ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) << "\ndumpable "
        << ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) << "\ntimer-slack " << ::prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0)
        << '\n';
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
        open.lines.push_back("descriptor " + std::to_string(number) + " " + printable(target.data()) + " " +
                             std::to_string(::fcntl(number, F_GETFL)));
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
    write_standing(out);
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
