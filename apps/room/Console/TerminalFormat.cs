using System.Globalization;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>
/// Lines for a person at a terminal: the time, a sign that says what it is, then who and what. No member can write the sign's
/// column, so that no message passes for a join or a notice.
/// </summary>
/// <param name="isColoured">True for colours; they only repeat what can be read.</param>
/// <param name="zone">The zone of the times.</param>
/// <param name="namesRooms">True while there is more than one room, whose names then stand in front.</param>
/// <param name="clock">The time of what has no time of its own.</param>
internal sealed class TerminalFormat(bool isColoured, TimeZoneInfo zone, Func<bool> namesRooms, TimeProvider clock) : IScreenFormat
{
    private const string EmptyScreen = "\e[H\e[2J";
    private const string Reset = "\e[0m", Faint = "\e[2m", Bold = "\e[1m", Green = "\e[32m", Yellow = "\e[33m", Cyan = "\e[36m";

    /// <summary>Readable on dark and on light, and none of those that signs have.</summary>
    private static readonly string[] NameColours = ["\e[34m", "\e[35m", "\e[94m", "\e[95m", "\e[31m", "\e[91m"];

    private DateOnly? _day;

    public void Append(StringBuilder shown, in ScreenLine line)
    {
        switch (line.Kind)
        {
            case ScreenLineKind.Event:
                AppendTime(shown, line.Event!.Time);
                AppendEvent(shown, line.Room, line.Event);
                break;
            case ScreenLineKind.Ready:
                AppendTime(shown, clock.GetUtcNow());
                Paint(shown, Green, "* ");
                shown.Append(line.Text);
                break;
            case ScreenLineKind.Typed:
                Paint(shown, Bold, line.Text);
                break;
            case ScreenLineKind.Omission:
                Paint(shown, Yellow, $"... {line.Text} ...");
                break;
            case ScreenLineKind.EmptyScreen:
                shown.Append(EmptyScreen);
                return;
            default:
                shown.Append(line.Text);
                break;
        }

        shown.Append('\n');
    }

    private void AppendEvent(StringBuilder shown, string room, RoomEventRecord happened)
    {
        (string colour, string sign) = happened.Kind switch
        {
            EventKind.Message => ("", "  "),
            EventKind.Joined => (Green, "+ "),
            EventKind.Left => (Faint, "- "),
            _ => (Yellow, "! "),
        };
        Paint(shown, colour, sign);
        if (namesRooms())
            Paint(shown, Cyan, $"[{room}] ");
        ReadOnlySpan<byte> content = happened.Content.Span;
        switch (happened.Kind)
        {
            case EventKind.Message:
                AppendMessage(shown, happened);
                break;
            case EventKind.Joined:
                Paint(shown, colour, $"{DisplayText.Escape(content)} joined");
                break;
            case EventKind.Left:
                Paint(shown, colour, $"{DisplayText.Escape(content)} left");
                break;
            default:
                Paint(shown, colour, DisplayText.Escape(content));
                break;
        }
    }

    private void AppendMessage(StringBuilder shown, RoomEventRecord happened)
    {
        if (!SaidMessage.TryRead(happened, out SaidMessage said))
        {
            shown.Append(DisplayText.Escape(happened.Content.Span));
            return;
        }

        Paint(shown, Yellow, said.Mark);
        // A colour belongs to the client id that the ticket proved, so that a borrowed name has another one.
        Paint(shown, NameColours[happened.ClientId.Bytes[0] % NameColours.Length], $"{said.Name}:");
        shown.Append(' ').Append(said.Text);
    }

    private void AppendTime(StringBuilder shown, DateTimeOffset time)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(time, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (_day is { } last && last != day)
        {
            Paint(shown, Faint, day.ToString("--- yyyy-MM-dd ---", CultureInfo.InvariantCulture));
            shown.Append('\n');
        }

        _day = day;
        Paint(shown, Faint, local.ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
    }

    private void Paint(StringBuilder shown, string colour, string text)
    {
        if (isColoured && colour.Length > 0)
            shown.Append(colour).Append(text).Append(Reset);
        else
            shown.Append(text);
    }
}
