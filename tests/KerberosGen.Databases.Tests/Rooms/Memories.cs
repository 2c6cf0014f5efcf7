using System.Globalization;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>Compares what stores hold. The order counts among events, and nowhere else.</summary>
internal static class Memories
{
    public static void AssertSame(RoomMemory expected, RoomMemory actual) => Assert.Equal(Describe(expected), Describe(actual));

    public static bool AreSame(RoomMemory one, RoomMemory other) => Describe(one).SequenceEqual(Describe(other));

    private static string[] Describe(RoomMemory memory) =>
    [
        $"last event {memory.LastSequence}",
        .. memory.Events.Select(static e => $"event {e.Sequence} {Text(e.Time)} {e.Kind} {e.ClientId} {Convert.ToHexString(e.Content.Span)}"),
        .. memory.Names.Select(static n => $"name {n}").Order(StringComparer.Ordinal),
        .. memory.Sanctions.Select(static s => $"sanction {s.Client} {s.Kind} {(s.Until is { } until ? Text(until) : "for good")} {s.By}").Order(StringComparer.Ordinal),
        .. memory.Authenticators.Select(static a => $"authenticator {a.Digest} {Text(a.Until)}").Order(StringComparer.Ordinal),
        .. memory.Present.Select(static p => $"present {p}").Order(StringComparer.Ordinal),
    ];

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
