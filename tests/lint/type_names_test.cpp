// The headers of one checkout give a name to one type only.
#include "lint/type_names.hpp"

#include "lint/tree.hpp"
#include "support/doctest.hpp"

using namespace ctask::lint;

namespace {

std::string header(const std::string& name, const std::string& scope, const std::string& code)
{
    return told(check_type_names({
        read_source("a.hpp", "namespace ctask {\n\nstruct Taken {\n    int x;\n};\n\n} // namespace ctask\n"),
        read_source(name, "namespace " + scope + " {\n\n" + code + "\n} // namespace " + scope + "\n"),
    }));
}

} // namespace

TEST_CASE("no two headers of src and tests define a type of one name")
{
    std::vector<Source> sources = sources_under("src");
    const std::vector<Source> tests = sources_under("tests");
    sources.insert(sources.end(), tests.begin(), tests.end());
    REQUIRE(sources.size() > 100);

    CHECK(told(check_type_names(sources)) == "");
}

TEST_CASE("a name that is taken is found, whatever kind of type it is given to")
{
    for (const std::string code :
         {"struct Taken {\n};\n", "class Taken : public Base<int> {\n};\n", "enum class Taken { a, b };\n",
          "struct Taken { int a; };\n", "enum class Taken {\n    a,\n};\n",
          "template <typename V>\nclass Taken\n{\n};\n", "union Taken {\n};\n"}) {
        CAPTURE(code);
        CHECK(header("b.hpp", "ctask", code).find("ctask::Taken is another type in a.hpp") !=
              std::string::npos);
    }
}

TEST_CASE("declarations, other namespaces, types inside types and sources are let be")
{
    CHECK(header("b.hpp", "ctask", "struct Taken;\nclass Other {\n    struct Taken {\n    };\n};\n") == "");
    CHECK(header("b.hpp", "ctask", "// struct Taken {\ntemplate <>\nstruct Taken<int> {\n};\n") == "");
    CHECK(header("b.hpp", "ctask::bench", "struct Taken {\n};\n") == "");
    CHECK(header("b.cpp", "ctask", "struct Taken {\n};\n") == "");
}
