// An array for very many small values: std::vector without the second copy while it grows, which glibc does
// by remapping pages. Knows nothing of what it holds.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <type_traits>

namespace ctask {

template <typename Value>
class GrowingArray {
    static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) <= alignof(std::max_align_t));

  public:
    GrowingArray() = default;
    GrowingArray(const GrowingArray& other) { append(other); }
    GrowingArray(GrowingArray&& other) noexcept { swap(other); }
    GrowingArray& operator=(GrowingArray other) noexcept
    {
        swap(other);
        return *this;
    }
    ~GrowingArray() = default;

    std::size_t size() const { return size_; }
    Value* data() { return values_.get(); }
    const Value* data() const { return values_.get(); }
    Value& operator[](std::size_t index) { return data()[index]; }
    const Value& operator[](std::size_t index) const { return data()[index]; }
    Value* begin() { return data(); }
    Value* end() { return data() + size_; }

    /// `value` is no element of this array.
    void push_back(const Value& value) { append({&value, 1}); }
    /// `values` are no elements of this array. Throws std::bad_alloc, and then nothing has changed.
    void append(std::span<const Value> values)
    {
        if (values.empty()) return;
        make_room(values.size());
        std::copy(values.begin(), values.end(), end());
        size_ += values.size();
    }

    operator std::span<const Value>() const { return {data(), size_}; }

  private:
    /// Short lists grow once.
    static constexpr std::size_t kAtFirst = 1024 / sizeof(Value);

    struct Free {
        void operator()(Value* values) const { std::free(values); }
    };

    void swap(GrowingArray& other) noexcept
    {
        std::swap(values_, other.values_);
        std::swap(size_, other.size_);
        std::swap(room_, other.room_);
    }

    void make_room(std::size_t more)
    {
        if (more <= room_ - size_) return;
        const std::size_t wanted = std::max({size_ + more, 2 * room_, kAtFirst});
        void* moved = std::realloc(values_.get(), wanted * sizeof(Value));
        if (moved == nullptr) throw std::bad_alloc();
        static_cast<void>(values_.release());
        values_.reset(static_cast<Value*>(moved));
        room_ = wanted;
    }

    std::unique_ptr<Value, Free> values_;
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};

} // namespace ctask
