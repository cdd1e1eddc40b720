// Cuts a long JSON text while it is being read, so that neither the text nor its document is ever in memory
// as a whole. Judges nothing: what is cut is parsed afterwards, piece by piece.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace ctask {

/// Cuts the elements of one array out of a text: the outermost object's first member of this name that is
/// one. They go to `take` as lists of their own ("[1,2,3]"), and the rest has nothing between the array's
/// brackets. The text is JSON when the rest and each list is and no list is empty. An array that is shorter
/// than half a piece stays in the rest, and so does all of a text in which there is no such array or its key
/// is written with escapes.
class JsonPieces {
  public:
    /// What a list is taken for. One that is guessed may be no list at all, and is cut otherwise then.
    enum class Cut { guessed, surely };
    /// The list may be given room; its bracket is at `place` in the text, or would be. False when it is no
    /// list of one element or more: when it was surely cut, that ends the cutting.
    using Take = std::function<bool(std::string& list, std::size_t place, Cut cut)>;

    /// A list has `least` bytes or half as many at least, the last one any number.
    JsonPieces(std::string_view key, std::size_t least, Take take);
    /// The next part of the text, of any length. False when `take` has ended it.
    bool add(std::string_view part);
    /// After the last part. False as add().
    bool finish();

    const std::string& rest() const { return rest_; }
    /// Whether lists were handed over.
    bool is_cut() const { return cut_length_ > 0; }
    /// Where a place in the rest is in the text.
    std::size_t place_in_text(std::size_t place_in_rest) const;

  private:
    enum class Array { ahead, here, behind };

    bool cut(std::string_view part);
    bool guess(std::string_view part);
    bool look_again();
    std::size_t skip_string(std::string_view part, std::size_t at);
    bool see(std::string_view part, std::size_t at);
    void open(std::string_view part, std::size_t at);
    bool close(std::string_view part, std::size_t at);
    void keep(std::string_view part, std::size_t end);
    bool rest_ends_in_key() const;
    bool hand_over(std::size_t comma, Cut cut);

    std::string key_;
    std::size_t least_;
    Take take_;
    /// No piece fits into what has come so far, so that it was not looked at.
    bool is_short_ = true;
    std::string rest_;
    /// What is gathered of the array, from a bracket on.
    std::string list_;
    /// Of the part at hand: what lies before is in rest_ or in list_.
    std::size_t kept_ = 0;
    Array array_ = Array::ahead;
    /// Where the array's inside begins, and how much of it was handed over.
    std::size_t inside_ = 0;
    std::size_t cut_length_ = 0;
    std::size_t depth_ = 0;
    /// While what is in list_ was not looked at: it begins where an element does.
    bool guesses_ = true;
    bool in_string_ = false;
    bool escaped_ = false;
};

} // namespace ctask
