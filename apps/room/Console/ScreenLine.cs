using System.Globalization;
using System.Net;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>A line that waits to be shown. Nothing is made of it before: a room hands it over and goes on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Room">The room's name, safe to show; empty if it is of none.</param>
/// <param name="Event">What happened, for <see cref="ScreenLineKind.Event"/>.</param>
/// <param name="Text">What is said, safe to show, for every other kind.</param>
internal readonly record struct ScreenLine(ScreenLineKind Kind, string Room, RoomEventRecord? Event, string Text)
{
    /// <summary>What a waiting line weighs beside its text, in bytes.</summary>
    private const int Overhead = 128;

    /// <summary>The terminal is emptied.</summary>
    public static ScreenLine EmptyScreen { get; } = new(ScreenLineKind.EmptyScreen, "", null, "");

    /// <summary>About how much memory it holds while it waits, in bytes.</summary>
    public int Weight => Overhead + (2 * Text.Length) + (Event?.Content.Length ?? 0);

    /// <summary>Something that happened in a room.</summary>
    public static ScreenLine Of(string room, RoomEventRecord happened) => new(ScreenLineKind.Event, room, happened, "");

    /// <summary>A room serves at an address.</summary>
    public static ScreenLine Ready(string room, EndPoint endPoint) => new(ScreenLineKind.Ready, room, null, $"{room} ready on {endPoint}");

    /// <summary>What the operator typed.</summary>
    public static ScreenLine Typed(string text) => new(ScreenLineKind.Typed, "", null, text);

    /// <summary>What the operator is told.</summary>
    public static ScreenLine Answer(string text) => new(ScreenLineKind.Answer, "", null, text);

    /// <summary>One entry of the log, which may have several lines.</summary>
    public static ScreenLine Log(string text) => new(ScreenLineKind.Log, "", null, text);

    /// <summary>So many lines were left out.</summary>
    public static ScreenLine Omission(long count) => new(
        ScreenLineKind.Omission, "", null, string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "line was" : "lines were")} not shown"));
}
