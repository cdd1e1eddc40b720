// The one main of every doctest program. (Both names: where doctest.hpp is precompiled, the first is too late
// for it to bring the second.)
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#define DOCTEST_CONFIG_IMPLEMENT
#include "support/doctest.hpp"
