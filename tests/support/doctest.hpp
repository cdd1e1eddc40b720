// doctest, wherever the system or the wrap has put it. (It keeps out a second inclusion by itself;
// test_main.cpp needs one when this is precompiled.)

#if __has_include(<doctest/doctest.h>)
#include <doctest/doctest.h>
#else
#include <doctest.h>
#endif
