// What can go wrong, as exceptions that already know how to tell it to a person in one line.
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace ctask {

/// Something could not be done. what() is one line: what failed, on which path, why; lower-case, no full
/// stop. hint() is what to type or do next, empty when there is nothing to say; it may have several lines, in
/// which a line feed that comes from elsewhere is made visible.
class Failure : public std::runtime_error {
  public:
    explicit Failure(const std::string& message, std::string hint = {})
        : std::runtime_error(message), hint_(std::move(hint))
    {
    }
    const std::string& hint() const { return hint_; }

  private:
    std::string hint_;
};

/// The user's command line is wrong (exit status 2). Thrown from cli/ only.
class UsageError : public Failure {
  public:
    using Failure::Failure;
};

/// A refusal by an errno whose usual words would only say again what the message says: "/path is a
/// directory".
class WordedError : public std::system_error {
  public:
    WordedError(int error, std::string message)
        : std::system_error(error, std::generic_category()), message_(std::move(message))
    {
    }
    const char* what() const noexcept override { return message_.c_str(); }

  private:
    std::string message_;
};

/// The operating system refused: "cannot write /path: No space left on device". `error` is an errno value.
[[noreturn]] inline void throw_system_error(int error, const std::string& what_failed)
{
    throw std::system_error(error, std::generic_category(), what_failed);
}

/// The same for the errno of the call just made.
[[noreturn]] inline void throw_errno(const std::string& what_failed)
{
    throw_system_error(errno, what_failed);
}

} // namespace ctask
