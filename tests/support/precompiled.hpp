// What nearly every test includes, compiled once for each program: that halves what a file of tests takes to
// compile. A file of tests names what it includes as if this were not there. (<filesystem> stays out: the
// comparisons that it finds through its arguments make others ambiguous.)
#include "support/doctest.hpp"
#include "support/fake_world.hpp"
#include "support/scratch_dir.hpp"
