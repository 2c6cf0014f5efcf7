using System.Globalization;
using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace KerberosGen.Client;

/// <summary>
/// The terminal's screen, the other one that it has, until it is disposed of. What is drawn goes out in one write, in the 256
/// colours that nearly every terminal has, over the terminal's own background.
/// </summary>
internal sealed class TerminalOutput : AnsiOutput
{
    /// <summary>What the terminal sends when it gets the keyboard.</summary>
    public const string HasFocus = "\e[I";

    /// <summary>What the terminal sends when it has it no more.</summary>
    public const string HasNoFocus = "\e[O";

    private const string HideCursor = "\e[?25l", ShowCursor = "\e[?25h";

    private readonly StringBuilder _frame = new();

    public TerminalOutput()
    {
        Prepare();
        // Else it looks for what might be a link and makes it one: that is for a person to decide, and for the terminal.
        IsLegacyConsole = true;
    }

    /// <summary>Asks the terminal to tell who has the keyboard, and leaves it the mouse: a person selects text with it.</summary>
    public void Prepare() => Write("\e[?1003l\e[?1015l\e[?1006l\e[?1004h".AsSpan());

    /// <summary>Takes back what the library knows nothing of.</summary>
    public void TellNothing() => Write("\e[?1004l".AsSpan());

    /// <summary>Draws what has changed.</summary>
    /// <param name="buffer">What the screen is to show.</param>
    /// <param name="column">The cursor's, from 0.</param>
    /// <param name="row">The cursor's, from 0; negative to hide it.</param>
    public void Draw(IOutputBuffer buffer, int column, int row)
    {
        _frame.Clear().Append(HideCursor);
        Write(buffer);
        _frame.Append("\e[0m");
        if (row >= 0)
        {
            SetCursorPositionImpl(column, row);
            _frame.Append(ShowCursor);
        }

        Write(_frame.ToString().AsSpan());
    }

    /// <inheritdoc/>
    protected override void Write(StringBuilder output) => _frame.Append(output);

    /// <inheritdoc/>
    protected override bool SetCursorPositionImpl(int col, int row)
    {
        _frame.Append(CultureInfo.InvariantCulture, $"\e[{row + 1};{col + 1}H");
        return true;
    }

    /// <inheritdoc/>
    protected override void AppendOrWriteAttribute(StringBuilder output, Attribute attr, TextStyle redrawTextStyle)
    {
        output.Append("\e[0");
        AppendIf(TextStyle.Bold, ";1");
        AppendIf(TextStyle.Faint, ";2");
        AppendIf(TextStyle.Italic, ";3");
        AppendIf(TextStyle.Underline, ";4");
        AppendIf(TextStyle.Reverse, ";7");
        if (attr.Foreground != Color.None)
            output.Append(CultureInfo.InvariantCulture, $";38;5;{ColourIndex(attr.Foreground)}");
        output.Append('m');

        void AppendIf(TextStyle style, string code)
        {
            if (attr.Style.HasFlag(style))
                output.Append(code);
        }
    }

    /// <summary>The index in the colour cube of xterm, 6 by 6 by 6 from 16 on.</summary>
    private static int ColourIndex(Color colour)
    {
        return 16 + (36 * Step(colour.R)) + (6 * Step(colour.G)) + Step(colour.B);

        static int Step(byte part) => part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;
    }
}
