using System.Text;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>
/// Lines for a file or a program, the same today and tomorrow. A message, and only a message, begins with its room's name in
/// brackets: <c>[Printer 10] ann: hello</c>. What the room itself has to say begins with the name alone:
/// <c>Printer 10: ann joined</c>. A name that is not its sender's has the sender's beside it: <c>[Printer 10] ann (bob): hello</c>.
/// </summary>
internal sealed class PlainFormat : IScreenFormat
{
    public void Append(StringBuilder shown, in ScreenLine line)
    {
        if (line.Event is { } happened)
            shown.Append(Words(line.Room, happened)).Append('\n');
        else if (line.Kind is ScreenLineKind.Ready or ScreenLineKind.Omission)
            shown.Append(line.Text).Append('\n');
    }

    private static string Words(string room, RoomEventRecord happened)
    {
        string content = DisplayText.Escape(happened.Content.Span);
        return happened.Kind switch
        {
            EventKind.Message when SaidMessage.TryRead(happened, out SaidMessage said) => $"[{room}] {said.Mark}{said.Name}: {said.Text}",
            EventKind.Message => $"[{room}] {content}",
            EventKind.Joined => $"{room}: {content} joined",
            EventKind.Left => $"{room}: {content} left",
            _ => $"{room}: notice: {content}",
        };
    }
}
