// Telling each cause of trouble once.
#include "session/troubles.hpp"

#include "async/combine.hpp"

#include <system_error>

namespace ctask {

bool Troubles::attempt(const std::function<void()>& work, const std::string& consequence)
{
    try {
        work();
        return true;
    } catch (...) {
        tell(std::current_exception(), consequence);
        return false;
    }
}

void Troubles::tell(const std::exception_ptr& failure, const std::string& consequence)
{
    if (is_cancellation(failure)) std::rethrow_exception(failure);
    try {
        std::rethrow_exception(failure);
    } catch (const std::system_error& error) {
        const std::string cause = "errno " + std::to_string(error.code().value());
        if (told_.insert(cause).second) events_.tell(Trouble{error.what(), consequence});
    } catch (const std::exception& error) {
        tell(std::string(error.what()), consequence);
    }
}

void Troubles::tell(const std::string& what, const std::string& consequence)
{
    if (told_.insert(what).second) events_.tell(Trouble{what, consequence});
}

} // namespace ctask
