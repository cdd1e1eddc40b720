// Tables.
#include "report/table.hpp"

#include "support/doctest.hpp"

namespace ctask {
namespace {

TEST_CASE("columns are as wide as their widest cell, by what a terminal shows")
{
    Table table({"A", "B"});
    table.add({{"日本"}, {"x"}});
    table.add({{"e\u0301"}, {"y"}});
    CHECK(table.text(0, false) == "A     B\n日本  x\ne\u0301     y\n");
}

TEST_CASE("no line ends in blanks")
{
    Table table({"A", "B", "C"});
    table.add({{"long cell"}, {""}, {""}});
    table.add({{""}, {"b"}, {""}});
    CHECK(table.text(0, false) == "A          B  C\nlong cell\n           b\n");
}

TEST_CASE("the last column is cut at the terminal's end, and not below a few columns")
{
    Table table({"A", "B"});
    table.add({{"four"}, {"0123456789"}});
    CHECK(table.text(16, false) == "A     B\nfour  0123456789\n");
    CHECK(table.text(15, false) == "A     B\nfour  01234567…\n");
    CHECK(table.text(3, false) == "A     B\nfour  0123456…\n");
}

TEST_CASE("the last column keeps its heading, and goes as a whole where it may")
{
    Table table({"A", "HEARTBEAT"});
    table.add({{"four"}, {"42 minutes ago"}});
    CHECK(table.text(15, false) == "A     HEARTBEAT\nfour  42 minut…\n");
    table.may_go({1});
    CHECK(table.text(15, false) == "A     HEARTBEAT\nfour  42 minut…\n");
    CHECK(table.text(14, false) == "A\nfour\n");
}

TEST_CASE("when the last column can give way no more, the widest one does")
{
    Table table({"STATUS", "NAME", "TITLE"});
    table.add({{"active"}, {"2026-11-22_fix-the-parser"}, {"fix the parser"}});
    CHECK(table.text(33, false) == "STATUS  NAME             TITLE\n"
                                   "active  2026-11-22_fix…  fix the…\n");
    CHECK(table.text(10, false) == "STATUS  NAME      TITLE\n"
                                   "active  2026-11…  fix the…\n");
}

TEST_CASE("what tells the rows apart is cut in the middle, and others give way before it")
{
    Table table({"STATUS", "TYPE", "NAME", "TITLE"});
    table.add({{"active"}, {"task"}, {"2026-11-22_mend-the-parser-of-dates"}, {"mend the parser of dates"}});
    table.tells_apart(2);
    table.may_go({1, 3, 0});
    CHECK(table.text(54, false) == "STATUS  TYPE  NAME                            TITLE\n"
                                   "active  task  2026-11-22…the-parser-of-dates  mend th…\n");
    CHECK(table.text(42, false) == "STATUS  NAME                      TITLE\n"
                                   "active  2026-11-…parser-of-dates  mend th…\n");
    CHECK(table.text(34, false) == "STATUS  NAME\nactive  2026-11-2…-parser-of-dates\n");
    CHECK(table.text(24, false) == "NAME\n2026-11-…parser-of-dates\n");
    CHECK(table.text(12, false) == "NAME\n2026…f-dates\n");
}

TEST_CASE("cells are made safe to show")
{
    Table table({"A"});
    table.add({{"\x1b[2J\n"}});
    CHECK(table.text(0, false) == "A\n\\x1b[2J\\n\n");
}

TEST_CASE("shades are written only when asked for and do not count as width")
{
    Table table({"A", "B"});
    table.add({{"x", Shade::good}, {"y"}});
    CHECK(table.text(0, true) == "\x1b[2mA\x1b[0m  \x1b[2mB\x1b[0m\n\x1b[32mx\x1b[0m  y\n");
    CHECK(table.text(0, false) == "A  B\nx  y\n");
}

TEST_CASE("a table without rows is empty")
{
    Table table({"A"});
    CHECK(table.empty());
    table.add({{"x"}});
    CHECK_FALSE(table.empty());
}

} // namespace
} // namespace ctask
