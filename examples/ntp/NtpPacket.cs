namespace KerberosGen.Examples.Ntp;

/// <summary>A question for the time, or its answer: RFC 5905, section 7.3, figure 8.</summary>
[Packet, BigEndian]
public ref partial struct NtpPacket
{
    /// <summary>LI: whether the day's last minute has another length.</summary>
    [Bits(2)] public LeapIndicator Leap;

    /// <summary>VN.</summary>
    [Bits(3), Range(1, 4)] public byte Version;

    /// <summary>Mode: who says it.</summary>
    [Bits(3)] public Mode Mode;

    /// <summary>Stratum: 1 for a clock, one more with each server behind it, 0 for not in time or a refusal.</summary>
    public byte Stratum;

    /// <summary>Poll: the longest interval between questions, as a power of two of seconds.</summary>
    public sbyte Poll;

    /// <summary>Precision of the clock, as a power of two of seconds.</summary>
    public sbyte Precision;

    /// <summary>Root Delay: to the clock and back.</summary>
    public NtpShort RootDelay;

    /// <summary>Root Dispersion: how far off it may be.</summary>
    public NtpShort RootDispersion;

    /// <summary>Reference ID: four letters at stratum 0 and 1, behind that the server's address.</summary>
    public ReferenceId ReferenceId;

    /// <summary>Reference Timestamp: when the clock was last set.</summary>
    public NtpTimestamp Reference;

    /// <summary>Origin Timestamp: the client's time when it asked.</summary>
    public NtpTimestamp Origin;

    /// <summary>Receive Timestamp: the server's time when it was asked.</summary>
    public NtpTimestamp Receive;

    /// <summary>Transmit Timestamp: the sender's time when this was sent.</summary>
    public NtpTimestamp Transmit;

    /// <summary>Extension fields (section 7.5) and a message authentication code (section 7.3), as they stand.</summary>
    public ReadOnlySpan<byte> Extensions;
}
