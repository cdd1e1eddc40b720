// ctask-generate, run while building: man pages and completion scripts from the table, to stdout.
#include "cli/completion.hpp"
#include "cli/man.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

int fail(const std::string& message)
{
    std::cerr << "ctask-generate: " << message << "\n";
    return 1;
}

int print(const std::string& text)
{
    std::cout << text << std::flush;
    return std::cout ? 0 : fail("cannot write");
}

} // namespace

int main(int count, char** words)
{
    const std::string what = count > 1 ? words[1] : "";
    if (what == "man" && count == 3) {
        std::ifstream file(words[2], std::ios::binary);
        if (!file) return fail(std::string("cannot read ") + words[2]);
        return print(ctask::man_page({std::istreambuf_iterator<char>(file), {}}));
    }
    const std::string script = count == 2 ? ctask::completion_script(what) : "";
    if (script.empty()) return fail("usage: ctask-generate man TEMPLATE | bash | zsh | fish");
    return print(script);
}
