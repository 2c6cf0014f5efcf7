using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel.Soak;

/// <summary>
/// The one order, as far as it must be remembered to compare: who opens an event first says what it is, whoever opens the same
/// one must find the same. It does not grow with the time that the soak takes.
/// </summary>
internal sealed class SoakOrder
{
    // Far more than the room holds, so that nobody is ever behind by as much.
    private const int Remembered = 16 * 1024;

    private readonly (ulong Sequence, int Hash)[] _seen = new (ulong, int)[Remembered];
    private readonly Lock _gate = new();

    /// <summary>What broke a law.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Compares an event with what others have found at its place.</summary>
    public void Compare(string who, RoomEventRecord happened)
    {
        var hash = new HashCode();
        hash.Add(happened.Kind);
        hash.Add(happened.ClientId);
        hash.Add(happened.Time);
        hash.AddBytes(happened.Content.Span);
        int found = hash.ToHashCode();
        lock (_gate)
        {
            ref (ulong Sequence, int Hash) seen = ref _seen[happened.Sequence % Remembered];
            if (seen.Sequence < happened.Sequence)
                seen = (happened.Sequence, found);
            else if (seen.Sequence == happened.Sequence && seen.Hash != found)
                Violations.Enqueue($"{who} sees another event {happened.Sequence} than others");
        }
    }

    /// <summary>The number in a message <c>name: number ...</c>.</summary>
    public static (string Name, long Number) Read(RoomEventRecord message)
    {
        string[] parts = Encoding.UTF8.GetString(message.Content.Span).Split(' ', 3);
        return (parts[0].TrimEnd(':'), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Fails if a law was broken.</summary>
    public void ThrowIfBroken() => Assert.Empty(Violations.Take(5));
}
