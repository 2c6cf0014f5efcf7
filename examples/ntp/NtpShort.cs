namespace KerberosGen.Examples.Ntp;

/// <summary>A span of time: RFC 5905, section 6.</summary>
[Packet, BigEndian]
public partial struct NtpShort
{
    /// <summary>Whole seconds.</summary>
    public ushort Seconds;

    /// <summary>Of a second, in units of 2^-16.</summary>
    public ushort Fraction;

    /// <summary>All of it in seconds.</summary>
    public readonly double TotalSeconds => Seconds + (Fraction / 65_536.0);
}
