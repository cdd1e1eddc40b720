// ctask completion: the script for a shell.
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/completion.hpp"
#include "cli/inspection_commands.hpp"
#include "cli/print.hpp"

namespace ctask {

int run_completion(World&, Streams& streams, const CommandLine& line)
{
    std::string script = completion_script(*line.argument);
    if (script.empty())
        throw UsageError("there is no completion for " + *line.argument,
                         "one of: " + line.command->argument_words);
    print(streams, script);
    return 0;
}

} // namespace ctask
