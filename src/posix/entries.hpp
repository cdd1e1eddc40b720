// What lies in an open directory, entry by entry as the kernel lists it. Unlike a stream of <dirent.h> it
// asks the kernel nothing else, and one buffer serves many directories.
#pragma once

#include <array>
#include <cstddef>
#include <dirent.h>

namespace ctask {

class Entries {
  public:
    /// From where the descriptor stands, which is borrowed: the beginning, when it was opened for this.
    void begin(int directory);
    /// The next one but `.` and `..`, until the one after that is asked for. Null at the end, with errno 0,
    /// and where the directory cannot be read, with the reason in errno.
    const dirent64* next();

  private:
    int directory_ = -1;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    alignas(dirent64) std::array<char, std::size_t{32} * 1024> buffer_;
};

} // namespace ctask
