using System.Globalization;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace KerberosGen.Client;

/// <summary>A part of the screen that one pane draws on. What does not fit is cut off; what is not drawn is blank.</summary>
/// <param name="buffer">The whole screen.</param>
/// <param name="area">Which part.</param>
internal readonly struct Canvas(OutputBufferImpl buffer, Area area)
{
    /// <summary>Its columns.</summary>
    public int Width => area.Width;

    /// <summary>Its rows.</summary>
    public int Height => area.Height;

    /// <summary>Draws a row.</summary>
    /// <param name="row">From 0, from above.</param>
    /// <param name="pieces">From left to right.</param>
    /// <param name="rest">What the columns behind them look like.</param>
    public void Draw(int row, IEnumerable<(string Text, Attribute Look)> pieces, Attribute rest)
    {
        buffer.Move(area.Left, area.Top + row);
        int room = area.Width;
        foreach ((string text, Attribute look) in pieces)
        {
            buffer.CurrentAttribute = look;
            for (int at = 0; at < text.Length;)
            {
                int length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
                string cluster = text.Substring(at, length);
                int columns = DisplayColumns.Of(cluster);
                if (columns > room)
                {
                    Blank(room, look);
                    return;
                }

                buffer.AddStr(cluster);
                room -= columns;
                at += length;
            }
        }

        Blank(room, rest);
    }

    private void Blank(int columns, Attribute look)
    {
        buffer.CurrentAttribute = look;
        for (int i = 0; i < columns; i++)
            buffer.AddRune(' ');
    }
}
