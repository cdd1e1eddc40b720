// Every co_await of src and tests stands alone, and the rule that says so can tell.
#include "lint/awaiting.hpp"

#include "lint/tree.hpp"
#include "support/doctest.hpp"

#include <algorithm>

using namespace ctask::lint;

namespace {

bool allowed(const std::string& body)
{
    return check_awaiting(read_source("session/x.cpp", "Task<> f(World& w)\n{\n" + body + "\n}\n")).empty();
}

} // namespace

TEST_CASE("src and tests await in whole statements only")
{
    const std::vector<Source> sources = sources_under("src");
    const auto awaits = [](const Source& source) {
        return source.code.find("co_await") != std::string::npos;
    };
    REQUIRE(std::count_if(sources.begin(), sources.end(), awaits) > 2);

    CHECK(broken_under("src", check_awaiting) == "");
    CHECK(broken_under("tests", check_awaiting) == "");
}

TEST_CASE("the four forms are allowed, also as the one statement of an if or a loop")
{
    for (const std::string body : {
             "co_await f(a);",
             "auto x = co_await f(a);",
             "const std::map<K, V> x = co_await f<K, V>(a, b);",
             "x = co_await f(a);",
             "this->x_ = co_await f(a);",
             "*x = co_await f(a);",
             "x[i] = co_await f(a);",
             "auto [a, b] = co_await f();",
             "auto&& x = co_await f();",
             "[[maybe_unused]] auto x = co_await f();",
             "co_return co_await f(a);",
             "co_await child->ended();",
             "co_await std::move(main);",
             "if (x && y()) co_await f(a);",
             "if constexpr (x) co_await f(a);",
             "if (a) b(); else co_await f(a);",
             "for (int i = 0; i < 3; ++i) co_await f(i);",
             "for (auto& x : {1, 2}) co_await f(x);",
             "while (true) x = co_await f();",
             "switch (a) { case K::one: co_await f(); break; default: co_await g(); }",
             "try { co_await f(); } catch (...) { }",
             "auto l = [x] { return x; }; co_await f(l);",
             "Agg a{.x = 1}; co_await f(a);",
             "co_await f([](int x) { return x; }, 2);",
             "co_await f(a[1], b[i]);",
             "co_await f(a + b, c && d);",
             "auto x = co_await f(std::string(\"{\"), T(), '{');",
         }) {
        CAPTURE(body);
        CHECK(allowed(body));
    }
}

TEST_CASE("a co_await inside another expression is found")
{
    for (const std::string body : {
             "if (co_await f()) g();",
             "while (co_await f()) g();",
             "switch (co_await f()) { }",
             "for (; co_await f();) g();",
             "for (auto x : co_await f()) g();",
             "if (auto x = co_await f()) g();",
             "auto x = c ? co_await f() : co_await g();",
             "x = co_await f() && g();",
             "x = g() || co_await f();",
             "co_await (c ? a() : b());",
             "co_await (f() || g());",
             "co_await f() , g();",
             "g(co_await f());",
             "co_await f(co_await g());",
             "auto x = (co_await f());",
             "v[co_await f()] = 1;",
             "x += co_await f();",
             "bool x = co_await f() < 3;",
             "auto x = co_await f() + 1;",
             "throw co_await f();",
             "x = y = co_await f();",
             "(void)co_await f();",
             "!co_await f();",
             "return co_await f();",
             "auto x = co_await f(), y = 2;",
         }) {
        CAPTURE(body);
        CHECK_FALSE(allowed(body));
    }
}

TEST_CASE("a braced list, a choice or a lambda with captures in a statement that awaits is found")
{
    for (const std::string body : {
             "co_await f({a, 1});",
             "co_await f(Agg{.a = s});",
             "H h{.a = co_await f()};",
             "H h{co_await f(), 1};",
             "auto v = std::vector<int>{co_await a(), co_await b()};",
             "co_await Obj{}.m();",
             "co_await f(c ? a : T());",
             "auto x = co_await f(b, g(c ? a : 1));",
             "co_await with([t] { g(t); });",
             "co_await with([&] { g(); });",
             "co_await with(1, [=] { g(); });",
             "co_await [t]() -> Task<> { co_return; }();",
             "auto x = co_await f([this] { return a_; });",
         }) {
        CAPTURE(body);
        CHECK_FALSE(allowed(body));
    }
}

TEST_CASE("comments, strings and other words do not count as awaiting, and the line is told")
{
    CHECK(allowed("// if (co_await f())"));
    CHECK(allowed("/* g(co_await f()) */ log(\"if (co_await f())\");"));
    CHECK(allowed("g(my_co_await);"));
    CHECK_FALSE(allowed("#define WAIT(x) co_await x"));

    const std::vector<Finding> findings =
        check_awaiting(read_source("a/b.cpp", "{\n\n/*\n*/ g(co_await f());\n}"));

    REQUIRE(findings.size() == 1);
    CHECK(findings.front().line == 4);
}
