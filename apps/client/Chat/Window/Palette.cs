using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace KerberosGen.Client;

/// <summary>What pieces of a window look like: in colour, or with NO_COLOR in bold, underline and reverse alone. The background is the terminal's own.</summary>
/// <param name="inColour">False for NO_COLOR.</param>
internal sealed class Palette(bool inColour)
{
    private const int Red = 0xd70000, Green = 0x008700, Orange = 0xd78700, Blue = 0x0087d7;

    /// <summary>As https://no-color.org has it: any value but an empty one forbids colours.</summary>
    public static Palette FromEnvironment() => new(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Text without anything.</summary>
    public static Attribute Plain { get; } = Look(null, TextStyle.None);

    /// <summary>The row between what is said and what is typed.</summary>
    public static Attribute Status { get; } = Look(null, TextStyle.Reverse);

    /// <summary>What stands out in <see cref="Status"/>.</summary>
    public static Attribute StatusAlert { get; } = Look(null, TextStyle.Reverse | TextStyle.Bold);

    /// <summary>What is there to be overlooked.</summary>
    public static Attribute Quiet { get; } = Look(null, TextStyle.Faint);

    /// <summary>What a piece of the transcript looks like.</summary>
    public Attribute Of(StyledText piece) => piece.Style switch
    {
        RowStyle.Text or RowStyle.Answer => Plain,
        RowStyle.Name => OfName(piece.NameColour, isOwn: false),
        RowStyle.OwnName => OfName(piece.NameColour, isOwn: true),
        RowStyle.Mention => Look(null, TextStyle.Reverse | TextStyle.Bold),
        RowStyle.Action => Look(null, TextStyle.Italic),
        RowStyle.Notice => In(Blue, TextStyle.Bold),
        RowStyle.PrivateNotice or RowStyle.Unverified => In(Orange, TextStyle.Bold),
        RowStyle.ConnectionLost or RowStyle.NotDelivered => In(Red, TextStyle.Bold),
        RowStyle.ConnectionRestored => In(Green, TextStyle.Bold),
        RowStyle.Unread => In(Orange, TextStyle.Bold),
        _ => Quiet,
    };

    /// <summary>What somebody's name looks like.</summary>
    /// <param name="colour">An index into <see cref="NameColours"/>.</param>
    /// <param name="isOwn">True for oneself.</param>
    public Attribute OfName(int colour, bool isOwn) => In(NameColours.Palette[colour], isOwn ? TextStyle.Bold | TextStyle.Underline : TextStyle.Bold);

    private Attribute In(int colour, TextStyle style) => Look(inColour ? new Color((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour) : null, style);

    private static Attribute Look(Color? foreground, TextStyle style) => new(foreground ?? Color.None, Color.None, style);
}
