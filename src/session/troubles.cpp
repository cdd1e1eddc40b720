// Telling each cause of trouble once, at a time when nobody waits for it.
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
        tell_once("errno " + std::to_string(error.code().value()), Trouble{error.what(), consequence});
    } catch (const std::exception& error) {
        tell(std::string(error.what()), consequence);
    }
}

void Troubles::tell(const std::string& what, const std::string& consequence)
{
    if (told_[what].empty()) tell_once(what, Trouble{what, consequence});
}

void Troubles::tell_bad_file(const Directory& directory, const std::string& name, const std::string& problem)
{
    tell(directory.path_of(name) + " " + problem);
}

void Troubles::tell_once(const std::string& cause, Trouble trouble)
{
    std::set<std::string>& told = told_[cause];
    const bool more_was_told =
        told.count(kUnprotected) != 0 || (trouble.consequence.empty() && !told.empty());
    if (more_was_told || !told.insert(trouble.consequence).second) return;
    if (holds_ > 0)
        kept_.push_back(std::move(trouble));
    else
        events_.tell(trouble);
}

void Troubles::release()
{
    if (--holds_ > 0) return;
    std::vector<Trouble> kept;
    kept.swap(kept_);
    for (const Trouble& trouble : kept) events_.tell(trouble);
}

} // namespace ctask
