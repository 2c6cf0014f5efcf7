using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>One message, as it was sent and answered. Moments are ticks of the test's own counter, so that they order what happened.</summary>
/// <param name="text">The whole plaintext; no other message has it.</param>
/// <param name="client">Who sent it.</param>
/// <param name="sentAt">When.</param>
internal sealed class Statement(string text, PrincipalId client, long sentAt)
{
    private long _ackedAt = long.MaxValue;
    private volatile bool _isRefused;

    public string Text { get; } = text;

    public PrincipalId Client { get; } = client;

    public long SentAt { get; } = sentAt;

    /// <summary>When its 1605 came; never, as far as is known, if it is <see cref="long.MaxValue"/>.</summary>
    public long AckedAt
    {
        get => Volatile.Read(ref _ackedAt);
        set => Volatile.Write(ref _ackedAt, value);
    }

    public bool IsAcked => AckedAt != long.MaxValue;

    /// <summary>True if its 1609 came.</summary>
    public bool IsRefused
    {
        get => _isRefused;
        set => _isRefused = value;
    }

    public override string ToString() => Text.Length > 40 ? Text[..40] + "..." : Text;
}
