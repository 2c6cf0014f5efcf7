using System.Text;
using Spectre.Console;

namespace KerberosGen.Room.Tests;

/// <summary>The operator's line, key by key.</summary>
public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new(static begun => begun == "/un" ? "/unban " : begun);

    [Fact]
    public void A_cursor_moves_over_what_a_person_takes_for_one_character()
    {
        Type("a👩\u200d👧e\u0301世");
        Press(ConsoleKey.LeftArrow);
        Shows("a👩\u200d👧e\u0301", "世");
        Press(ConsoleKey.LeftArrow);
        Shows("a👩\u200d👧", "e\u0301世");
        Press(ConsoleKey.Backspace);
        Shows("a", "e\u0301世");
        Press(ConsoleKey.Delete);
        Shows("a", "世");
        Assert.Equal("a世", Enter());
        Shows("", "");
    }

    [Fact]
    public void Words_and_ends_are_reached_and_cut_as_in_a_shell()
    {
        Type("/say one two");
        Control(ConsoleKey.W);
        Shows("/say one ", "");
        Control(ConsoleKey.LeftArrow);
        Shows("/say ", "one ");
        Control(ConsoleKey.K);
        Type("three");
        Control(ConsoleKey.A);
        Shows("", "/say three");
        Control(ConsoleKey.RightArrow);
        Control(ConsoleKey.U);
        Shows("", " three");
        Control(ConsoleKey.E);
        Shows(" three", "");
        Control(ConsoleKey.D);
        Control(ConsoleKey.B);
        Control(ConsoleKey.D);
        Assert.Equal(" thre", Enter());
    }

    [Fact]
    public void Older_lines_come_back_and_what_was_begun_too()
    {
        foreach (string line in new[] { "one", "two", "two", "" })
        {
            Type(line);
            Enter();
        }

        Type("beg");
        Press(ConsoleKey.UpArrow);
        Shows("two", "");
        Press(ConsoleKey.UpArrow);
        Press(ConsoleKey.UpArrow);
        Shows("one", "");
        Press(ConsoleKey.DownArrow);
        Press(ConsoleKey.DownArrow);
        Press(ConsoleKey.DownArrow);
        Shows("beg", "");
    }

    [Fact]
    public void Control_D_ends_only_where_nothing_is_typed()
    {
        Type("x");
        Assert.Equal(EditOutcome.Edited, _editor.Take(Key(ConsoleKey.D, '\u0004', control: true), out _));
        Press(ConsoleKey.Backspace);
        Assert.Equal(EditOutcome.Ended, _editor.Take(Key(ConsoleKey.D, '\u0004', control: true), out _));
        Assert.Equal(EditOutcome.Cleared, _editor.Take(Key(ConsoleKey.L, '\f', control: true), out _));
    }

    [Fact]
    public void Tab_completes_what_is_left_of_the_cursor()
    {
        Type("/unann");
        for (int n = 0; n < 3; n++)
            Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.Tab);
        Shows("/unban ", "ann");
    }

    [Fact]
    public void What_was_pasted_cannot_drive_the_terminal()
    {
        Type("a\e[2J\u009b\u202eb\ud800c\u200b");
        InputRow row = _editor.Draw("> ", 80);
        Assert.Equal("> a[2J\\u202ebc\\u200b", row.Before);
    }

    [Fact]
    public void Whatever_is_typed_the_row_is_narrower_than_the_terminal_and_the_line_is_what_was_typed()
    {
        string[] pieces = ["a", " ", "世", "😀", "👩\u200d👧", "❤\ufe0f", "e\u0301", "é", "\u202e", "\t"];
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var editor = new LineEditor(static begun => begun);
            var typed = new StringBuilder();
            int columns = random.Next(12, 60);
            for (int n = 0; n < 80; n++)
            {
                string piece = pieces[random.Next(pieces.Length)];
                foreach (char c in piece)
                    editor.Take(Key(c == '\t' ? ConsoleKey.Tab : 0, c), out _);
                if (piece != "\t")
                    typed.Append(piece);
                InputRow row = editor.Draw("Printer 10> ", columns);
                Assert.InRange((row.Before + row.After).GetCellWidth(), 0, columns - 1);
            }

            for (int n = 0; n < 100; n++)
            {
                ConsoleKey key = random.Next(4) switch { 0 => ConsoleKey.Home, 1 => ConsoleKey.End, 2 => ConsoleKey.RightArrow, _ => ConsoleKey.LeftArrow };
                editor.Take(Key(key, '\0'), out _);
                InputRow row = editor.Draw("> ", columns);
                Assert.InRange((row.Before + row.After).GetCellWidth(), 0, columns - 1);
            }

            Assert.Equal(EditOutcome.Entered, editor.Take(Key(ConsoleKey.Enter, '\r'), out string entered));
            Assert.Equal(typed.ToString(), entered);
        }
    }

    private void Type(string text)
    {
        foreach (char c in text)
            _editor.Take(Key(0, c), out _);
    }

    private void Press(ConsoleKey key) => _editor.Take(Key(key, '\0'), out _);

    private void Control(ConsoleKey key) => _editor.Take(Key(key, '\0', control: true), out _);

    private string Enter()
    {
        Assert.Equal(EditOutcome.Entered, _editor.Take(Key(ConsoleKey.Enter, '\r'), out string entered));
        return entered;
    }

    private void Shows(string before, string after) => Assert.Equal(new InputRow("> " + before, after), _editor.Draw("> ", 80));

    private static ConsoleKeyInfo Key(ConsoleKey key, char letter, bool control = false) => new(letter, key, shift: false, alt: false, control);
}
