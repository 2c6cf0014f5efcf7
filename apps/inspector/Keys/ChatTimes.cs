using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// Checks the times of tickets and authenticators: that they are times, that what was just made has the time of its capture,
/// that a ticket has not ended.
/// </summary>
internal sealed class ChatTimes
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(ProtocolLimits.ClockSkewSeconds);

    /// <summary>The zone of time texts in the original layout: local time without a zone.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The time to hold tickets against; null for when a packet was captured.</summary>
    public DateTimeOffset? Now { get; set; }

    public void Check(DecodedPacket packet, FindingList findings)
    {
        TimeZoneInfo zone = packet.WireLayout == WireLayouts.Original ? Zone : TimeZoneInfo.Utc;
        DateTimeOffset? captured = packet.Origin?.Time;
        if (ChatFields.AuthenticatorField(packet, "created_at") is { } made && Read(made, zone, findings) is { } madeAt)
            CheckNear(made, madeAt, captured ?? Now ?? madeAt.Earlier, findings);
        if (ChatFields.TicketField(packet, "created_at") is { } issued)
        {
            TimeReading? issuedAt = issued.Time is { } clear ? new TimeReading(clear, clear) : Read(issued, zone, findings);
            // A ticket is carried on for a day; only the answer that brings it is as new as its capture.
            if (issuedAt is { } reading && packet.Code == TicketResponse.Code && captured is { } now)
                CheckNear(issued, reading, now, findings);
        }

        if (ChatFields.TicketField(packet, "expires_at") is { } ends && Read(ends, zone, findings) is { } endsAt && (Now ?? captured) is { } present)
            CheckExpiry(ends, present, endsAt.Later, findings);
    }

    private static TimeReading? Read(DecodedField field, TimeZoneInfo zone, FindingList findings)
    {
        if (ChatFields.PlaintextOf(field) is not { } plaintext)
            return null;
        if (TimeText.TryCreate(plaintext.Bytes.Span, out TimeText text) && TimeTextFormat.TryParse(in text, zone, out TimeReading reading))
            return reading;
        findings.Add(FindingIds.NotATime, "no time", field, "dd/MM/yy_HH:mm:ss", DisplayText.Quote(plaintext.Bytes.Span));
        return null;
    }

    private static void CheckNear(DecodedField field, TimeReading reading, DateTimeOffset now, FindingList findings)
    {
        // The text is to the second, and so is the clock that a room holds it against.
        TimeSpan ahead = reading.AheadOf(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
        if (ahead.Duration() <= Skew)
            return;
        string seconds = Math.Floor(ahead.Duration().TotalSeconds).ToString(CultureInfo.InvariantCulture);
        findings.Add(
            FindingIds.TimeOff, "time is off", field, $"a time within {ProtocolLimits.ClockSkewSeconds} s of the capture's",
            $"one {seconds} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} it", "a clock is wrong, or the zone is: --time-zone says that of the original layout");
    }

    private static void CheckExpiry(DecodedField field, DateTimeOffset now, DateTimeOffset end, FindingList findings)
    {
        if (now < end)
            return;
        string ago = Math.Floor((now - end).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        findings.Add(FindingIds.Expired, "ticket has ended", field, $"a time behind {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}", $"one {ago} s before it");
    }
}
