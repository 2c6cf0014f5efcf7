namespace KerberosGen.Examples.Ntp;

/// <summary>What a question and its answer say of two clocks: RFC 5905, section 8.</summary>
/// <param name="Offset">How far the server's clock is ahead of ours.</param>
/// <param name="Delay">To the server and back.</param>
public readonly record struct NtpExchange(TimeSpan Offset, TimeSpan Delay)
{
    /// <summary>Works out both.</summary>
    /// <param name="answer">The server's answer.</param>
    /// <param name="sent">When the question was sent, by our clock.</param>
    /// <param name="received">When the answer was received, by our clock.</param>
    public static NtpExchange Of(NtpPacket answer, DateTimeOffset sent, DateTimeOffset received) => new(
        ((answer.Receive.Time - sent) + (answer.Transmit.Time - received)) / 2,
        (received - sent) - (answer.Transmit.Time - answer.Receive.Time));
}
