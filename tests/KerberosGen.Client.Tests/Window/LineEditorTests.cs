using System.Globalization;

namespace KerberosGen.Client.Tests;

/// <summary>Editing a line, and how it is shown.</summary>
public sealed class LineEditorTests
{
    private static readonly string[] Clusters = ["a", "ä", "e\u0301", "漢", "🙂", "👩‍👩‍👧", " ", "نمی‌خواهم"];

    [Fact]
    public void The_cursor_stands_between_clusters_whatever_is_done()
    {
        var random = new Random(20261123);
        var editor = new LineEditor();
        Action[] acts =
        [
            () => editor.Insert(Clusters[random.Next(Clusters.Length)]), () => editor.Insert("\u0301"), () => editor.Insert("\u200d"), editor.Left, editor.Right, editor.Home, editor.End,
            editor.WordLeft, editor.WordRight, editor.Backspace, editor.Delete, editor.CutWordLeft, editor.CutWordRight, editor.Yank,
        ];
        for (int i = 0; i < 5000; i++)
        {
            acts[random.Next(acts.Length)]();
            if (editor.Text.Length > 60)
                editor.CutToStart();
            int[] boundaries = [.. StringInfo.ParseCombiningCharacters(editor.Text), editor.Text.Length];
            Assert.Contains(editor.Cursor, boundaries);
        }
    }

    [Fact]
    public void What_looks_like_one_character_is_deleted_as_one()
    {
        var editor = new LineEditor();
        editor.Insert("x👩‍👩‍👧");
        editor.Backspace();
        Assert.Equal("x", editor.Text);
    }

    [Fact]
    public void A_mark_joins_the_letter_before_the_cursor()
    {
        var editor = new LineEditor();
        editor.Insert("e");
        editor.Insert("\u0301");
        Assert.Equal(2, editor.Cursor);
        editor.Left();
        Assert.Equal(0, editor.Cursor);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(80)]
    public void No_row_is_wider_than_the_window_and_the_cursor_is_within(int width)
    {
        var random = new Random(width);
        for (int i = 0; i < 200; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Clusters[random.Next(Clusters.Length - 1)]));
            int[] boundaries = [.. StringInfo.ParseCombiningCharacters(text), text.Length];
            var shown = InputRows.Of(text, boundaries[random.Next(boundaries.Length)], width);
            Assert.Equal(text, string.Concat(shown.Rows));
            Assert.All(shown.Rows, row => Assert.True(DisplayColumns.Of(row) <= width));
            Assert.InRange(shown.CursorRow, 0, shown.Rows.Count - 1);
            Assert.InRange(shown.CursorColumn, 0, width - 1);
        }
    }

    [Fact]
    public void What_could_drive_the_own_terminal_is_shown_harmless_and_sent_as_it_is()
    {
        var shown = InputRows.Of("a\u202eb", 3, 80);
        Assert.Equal(["a\\u202eb"], shown.Rows);
        Assert.Equal(8, shown.CursorColumn);
    }

    [Theory]
    [InlineData(80, 24, 1)]
    [InlineData(120, 40, 5)]
    [InlineData(100, 6, 9)]
    [InlineData(1, 1, 3)]
    [InlineData(5, 2, 1)]
    public void The_parts_of_a_window_fill_it(int columns, int rows, int inputRows)
    {
        var layout = WindowLayout.Of(columns, rows, inputRows);
        Assert.Equal(columns, layout.Transcript.Width + layout.Members.Width);
        Assert.Equal(rows, layout.Transcript.Height + layout.Status.Height + layout.Input.Height);
        Assert.True(layout.Input.Height >= 1);
        Assert.Equal(columns >= 100, layout.Members.Width > 0);
    }
}
