using System.Globalization;
using System.Text;

namespace KerberosGen.Client;

/// <summary>A line that is being typed, and the cursor in it. The cursor stands between grapheme clusters: what looks like one character is one.</summary>
internal sealed class LineEditor
{
    private string _cut = "";

    /// <summary>What is typed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the cursor stands, in characters of UTF-16.</summary>
    public int Cursor { get; private set; }

    /// <summary>Replaces all.</summary>
    /// <param name="text">The line.</param>
    /// <param name="cursor">The cursor; at the end unless given.</param>
    public void Set(string text, int? cursor = null)
    {
        Text = text;
        Cursor = BoundaryFrom(Math.Clamp(cursor ?? text.Length, 0, text.Length));
    }

    /// <summary>Types something at the cursor.</summary>
    public void Insert(string text) => Set(Text.Insert(Cursor, text), Cursor + text.Length);

    /// <summary>To the left; not beyond the start.</summary>
    public void Left() => Cursor = Before(Cursor);

    /// <summary>To the right; not beyond the end.</summary>
    public void Right() => Cursor = After(Cursor);

    /// <summary>To the start.</summary>
    public void Home() => Cursor = 0;

    /// <summary>To the end.</summary>
    public void End() => Cursor = Text.Length;

    /// <summary>To the start of a word.</summary>
    public void WordLeft() => Cursor = WordBefore(Cursor);

    /// <summary>To the end of a word.</summary>
    public void WordRight() => Cursor = WordAfter(Cursor);

    /// <summary>Deletes what stands before the cursor.</summary>
    public void Backspace() => Remove(Before(Cursor), Cursor);

    /// <summary>Deletes what stands behind the cursor.</summary>
    public void Delete() => Remove(Cursor, After(Cursor));

    /// <summary>Cuts the word before the cursor.</summary>
    public void CutWordLeft() => Cut(WordBefore(Cursor), Cursor);

    /// <summary>Cuts the word behind the cursor.</summary>
    public void CutWordRight() => Cut(Cursor, WordAfter(Cursor));

    /// <summary>Cuts all before the cursor.</summary>
    public void CutToStart() => Cut(0, Cursor);

    /// <summary>Cuts all behind the cursor.</summary>
    public void CutToEnd() => Cut(Cursor, Text.Length);

    /// <summary>Inserts what was cut last.</summary>
    public void Yank() => Insert(_cut);

    private void Cut(int start, int end)
    {
        if (end > start)
            _cut = Text[start..end];
        Remove(start, end);
    }

    private void Remove(int start, int end) => Set(Text.Remove(start, end - start), start);

    private int After(int at) => at == Text.Length ? at : at + StringInfo.GetNextTextElementLength(Text.AsSpan(at));

    private int Before(int at)
    {
        int before = 0;
        for (int next = 0; next < at; next = After(next))
            before = next;
        return before;
    }

    /// <summary>The boundary at a position or behind it: what is inserted may join what stands around it.</summary>
    private int BoundaryFrom(int at)
    {
        int boundary = 0;
        while (boundary < at)
            boundary = After(boundary);
        return boundary;
    }

    private int WordBefore(int at)
    {
        int start = at;
        while (start > 0 && !IsWord(Before(start)))
            start = Before(start);
        while (start > 0 && IsWord(Before(start)))
            start = Before(start);
        return start;
    }

    private int WordAfter(int at)
    {
        int end = at;
        while (end < Text.Length && !IsWord(end))
            end = After(end);
        while (end < Text.Length && IsWord(end))
            end = After(end);
        return end;
    }

    private bool IsWord(int at) => Rune.TryGetRuneAt(Text, at, out Rune rune) && !Rune.IsWhiteSpace(rune);
}
