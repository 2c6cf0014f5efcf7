using System.Globalization;
using System.Text;

namespace KerberosGen.Client;

/// <summary>Finds one's own name in what others say: whole words, in any case, with or without an <c>@</c> in front.</summary>
/// <param name="ownName">The name; any Unicode, blanks too.</param>
internal sealed class Mentions(string ownName)
{
    private readonly string _name = ShownText.Of(ownName);

    /// <summary>A text in pieces, those that are the name in <see cref="RowStyle.Mention"/>.</summary>
    /// <param name="shown">What was said; <see cref="ShownText"/>.</param>
    /// <param name="style">The style of the rest.</param>
    public IReadOnlyList<StyledText> Mark(string shown, RowStyle style)
    {
        if (_name.Length == 0 || !shown.Contains(_name, StringComparison.OrdinalIgnoreCase))
            return [new StyledText(shown, style)];
        var pieces = new List<StyledText>();
        int taken = 0;
        for (int at = Next(shown, 0); at >= 0; at = Next(shown, at + 1))
        {
            int end = at + _name.Length;
            if (at < taken || !IsWhole(shown, at, end))
                continue;
            int start = at > taken && shown[at - 1] == '@' ? at - 1 : at;
            if (start > taken)
                pieces.Add(new StyledText(shown[taken..start], style));
            pieces.Add(new StyledText(shown[start..end], RowStyle.Mention));
            taken = end;
        }

        if (taken < shown.Length || pieces.Count == 0)
            pieces.Add(new StyledText(shown[taken..], style));
        return pieces;
    }

    private int Next(string shown, int from) => from > shown.Length ? -1 : shown.IndexOf(_name, from, StringComparison.OrdinalIgnoreCase);

    private static bool IsWhole(string shown, int start, int end)
    {
        // A mark behind the name belongs to its last letter: that is another name.
        if (end < shown.Length && (IsMark(Rune.GetRuneAt(shown, end)) || (IsWord(LastRune(shown, end)) && IsWord(Rune.GetRuneAt(shown, end)))))
            return false;
        return start == 0 || !IsWord(Rune.GetRuneAt(shown, start)) || !IsWord(LastRune(shown, start));
    }

    private static Rune LastRune(string shown, int end)
    {
        _ = Rune.DecodeLastFromUtf16(shown.AsSpan(0, end), out Rune rune, out _);
        return rune;
    }

    /// <summary>True for what is part of a word; scripts whose characters are wide put no blanks between words.</summary>
    private static bool IsWord(Rune rune) => (Rune.IsLetterOrDigit(rune) && DisplayColumns.Of(rune.ToString()) < 2) || rune.Value == '_' || IsMark(rune);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
