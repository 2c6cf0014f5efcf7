using System.Collections.Immutable;
using static KerberosGen.EditLoop.Protocol.FieldKind;

namespace KerberosGen.EditLoop.Protocol;

/// <summary>A large protocol, made to look as people write them: ten packets to a file, six to ten fields to a packet.</summary>
internal static class SampleProtocol
{
    public const int PacketsPerFile = 10;

    private static readonly ImmutableArray<(string Name, string Summary, FieldKind[] Kinds)> Shapes =
    [
        ("Endpoint", "Where a peer listens.", [Sequence, Port, Level, Id, Nonce, Time]),
        ("Entry", "One line of a list.", [Sequence, Id, Name, Endpoint, Time, Reason]),
        ("Register", "A peer makes itself known.", [Port, Id, Name, Endpoint, Nonce, Time, Reason]),
        ("Ticket", "What a peer shows at the door.", [Level, Id, Id, Time, Iv, SealedKey, Nonce]),
        ("Ask", "A peer asks for a service.", [Sequence, Id, Nonce, Time, Reason, Level, Port, Name]),
        ("Answer", "What it is told.", [Sequence, Id, Nonce, Iv, SealedKey, Time, Time, Reason, Port, Level]),
        ("Say", "Text for everyone in the room.", [Sequence, Id, Iv, Nonce, LengthOfBytes, Bytes]),
        ("Offer", "A file that is to be had.", [Sequence, Id, Name, Time, Reason, Nonce, LengthOfBytes, Bytes]),
        ("Members", "Who is in the room.", [Port, Id, Endpoint, Time, CountOfEntries, Entries]),
        ("Status", "How the room is.", [Sequence, Sequence, Port, Level, Reason, Time, Time, Id, Endpoint]),
    ];

    /// <summary>A name and a use for each kind; a second field of one kind in a packet gets a number.</summary>
    private static readonly ImmutableDictionary<FieldKind, (string Name, string Summary)> Uses = new Dictionary<FieldKind, (string, string)>
    {
        [Level] = ("Level", "How urgent it is: 1 to 9."),
        [Port] = ("Port", "The port it listens on."),
        [Sequence] = ("Sequence", "Counts up with every packet of one stream."),
        [Time] = ("CreatedAt", "When it was made: seconds since 1970 UTC."),
        [Reason] = ("Reason", "Why it was sent."),
        [Id] = ("PeerId", "Whom it is about, as in <see cref=\"Tools\"/>."),
        [Nonce] = ("Nonce", "A random value, echoed in the answer."),
        [Iv] = ("Iv", "The IV of what is sealed."),
        [Name] = ("DisplayName", "The name to show, UTF-8."),
        [SealedKey] = ("SessionKey", "The session key, sealed with the service's key."),
        [Endpoint] = ("ListensOn", "Where it listens."),
        [LengthOfBytes] = ("ContentSize", "Content's size in bytes."),
        [Bytes] = ("Content", "What it carries."),
        [CountOfEntries] = ("EntryCount", "How many entries there are."),
        [Entries] = ("List", "The entries, oldest first."),
    }.ToImmutableDictionary();

    /// <summary>The packets of one file.</summary>
    public static ImmutableArray<Message> File(int file) => [.. Shapes.Select((shape, i) => Make(file, i))];

    /// <summary>The name of a structure or message in its file.</summary>
    public static string NameIn(int file, string shape) => $"{shape}{file:D3}";

    private static Message Make(int file, int shape)
    {
        (string name, string summary, FieldKind[] kinds) = Shapes[shape];
        int? code = name is "Endpoint" or "Entry" ? null : (file * PacketsPerFile) + shape;
        return new Message(NameIn(file, name), summary, code, file, [.. kinds.Select((kind, i) => MakeField(kind, kinds.Take(i).Count(k => k == kind)))]);
    }

    private static Field MakeField(FieldKind kind, int before) =>
        new(kind, Uses[kind].Name + (before == 0 ? "" : $"{before + 1}"), Uses[kind].Summary);
}
