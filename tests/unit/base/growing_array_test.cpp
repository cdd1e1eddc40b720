// The growing array: it holds what was put in, wherever it moves.
#include "base/growing_array.hpp"
#include "support/doctest.hpp"

#include <numeric>
#include <vector>

using namespace ctask;

namespace {

std::vector<int> values_of(const GrowingArray<int>& array)
{
    return {array.data(), array.data() + array.size()};
}

} // namespace

TEST_CASE("a growing array keeps what it holds while it grows")
{
    GrowingArray<int> array;
    CHECK(array.size() == 0);
    std::vector<int> expected(100'000);
    std::iota(expected.begin(), expected.end(), 0);

    for (const int value : expected) array.push_back(value);

    CHECK(values_of(array) == expected);
    CHECK(array[99'999] == 99'999);
}

TEST_CASE("a growing array takes many at once, and none")
{
    const std::vector<int> some = {1, 2, 3};
    GrowingArray<int> array;

    array.append({});
    array.append(some);
    array.append(some);

    CHECK(values_of(array) == std::vector<int>{1, 2, 3, 1, 2, 3});
}

TEST_CASE("copies of a growing array are independent, and one that was moved from is empty")
{
    GrowingArray<int> array;
    for (const int value : {1, 2, 3}) array.push_back(value);

    GrowingArray<int> copy = array;
    copy[0] = 7;
    copy.push_back(4);
    GrowingArray<int> moved = std::move(array);
    array = copy;

    CHECK(values_of(moved) == std::vector<int>{1, 2, 3});
    CHECK(values_of(copy) == std::vector<int>{7, 2, 3, 4});
    CHECK(values_of(array) == values_of(copy));
}
