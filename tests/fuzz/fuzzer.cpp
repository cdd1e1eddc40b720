// Gives one target to libFuzzer. FUZZ_TARGET is its function; the exception that it throws for a fault ends
// the program, which is what libFuzzer looks for.
#include "fuzz/targets.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    ctask::fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
