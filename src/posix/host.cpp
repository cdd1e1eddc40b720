// Reads who and where this ctask is.
#include "posix/host.hpp"

#include "posix/procfs.hpp"

#include <array>
#include <climits>
#include <cstring>
#include <unistd.h>

namespace ctask {

namespace {

std::string read_hostname()
{
    std::string name(HOST_NAME_MAX + 1, '\0');
    if (::gethostname(name.data(), name.size()) != 0) return {};
    name.resize(std::strlen(name.c_str()));
    return name;
}

std::string read_boot_id()
{
    std::string id = read_kernel_file("/proc/sys/kernel/random/boot_id");
    while (!id.empty() && id.back() == '\n') id.pop_back();
    return id;
}

/// Not by getpwuid, which reads the name services of the system: slow at start, and not to be had in a static
/// program.
std::string name_in_password_file(uid_t uid)
{
    constexpr std::size_t kLimit = std::size_t{256} * 1024;
    const std::string file = read_kernel_file("/etc/passwd", kLimit);
    const std::string number = std::to_string(uid);
    for (std::size_t start = 0; start < file.size();) {
        const std::size_t end = std::min(file.find('\n', start), file.size());
        const std::string_view line = std::string_view(file).substr(start, end - start);
        // name:password:uid:...
        const std::size_t password = line.find(':');
        const std::size_t id = line.find(':', password == line.npos ? line.npos : password + 1);
        if (id != line.npos && line.substr(id + 1, line.find(':', id + 1) - id - 1) == number)
            return std::string(line.substr(0, password));
        start = end + 1;
    }
    return {};
}

std::string read_user(uid_t uid, const Environment& environment)
{
    std::string name = name_in_password_file(uid);
    if (name.empty()) name = environment.get_or("LOGNAME", environment.get_or("USER", std::to_string(uid)));
    return name;
}

} // namespace

Host read_host(const Environment& environment)
{
    Host host;
    host.hostname = read_hostname();
    host.boot_id = read_boot_id();
    host.pid_namespace = read_link("/proc/self/ns/pid");
    host.uid = ::getuid();
    host.user = read_user(host.uid, environment);
    host.pid = ::getpid();
    host.program = read_link("/proc/self/exe");
    if (const std::optional<ProcessStat> stat = read_process_stat(host.pid))
        host.start_ticks = start_since_boot(*stat);
    return host;
}

Environment read_environment()
{
    Environment environment;
    for (char** entry = ::environ; entry && *entry; ++entry) environment.entries.emplace_back(*entry);
    std::array<char, PATH_MAX> directory;
    if (::getcwd(directory.data(), directory.size())) environment.working_directory = directory.data();
    return environment;
}

} // namespace ctask
