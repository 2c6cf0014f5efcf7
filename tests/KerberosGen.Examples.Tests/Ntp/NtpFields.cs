using System.Globalization;
using KerberosGen.Examples.Ntp;

namespace KerberosGen.Examples.Tests.Ntp;

/// <summary>A packet under the names that tshark gives to its fields.</summary>
internal static class NtpFields
{
    /// <summary>The fields that are compared.</summary>
    public static readonly string[] Names =
    [
        "ntp.flags.li", "ntp.flags.vn", "ntp.flags.mode", "ntp.stratum", "ntp.ppoll", "ntp.precision", "ntp.rootdelay", "ntp.rootdispersion",
        "ntp.refid", "ntp.reftime", "ntp.org", "ntp.rec", "ntp.xmt",
    ];

    /// <summary>Reads a packet with the declarations.</summary>
    public static Dictionary<string, string> Read(byte[] bytes)
    {
        UnpackResult result = NtpPacket.Unpack(bytes, out NtpPacket packet);
        Assert.True(result.IsDone, result.Describe(NtpPacket.Layout));
        return new()
        {
            ["ntp.flags.li"] = $"{(byte)packet.Leap}",
            ["ntp.flags.vn"] = $"{packet.Version}",
            ["ntp.flags.mode"] = $"{(byte)packet.Mode}",
            ["ntp.stratum"] = $"{packet.Stratum}",
            ["ntp.ppoll"] = $"{packet.Poll}",
            // tshark shows the byte.
            ["ntp.precision"] = $"{(byte)packet.Precision}",
            ["ntp.rootdelay"] = Seconds(packet.RootDelay),
            ["ntp.rootdispersion"] = Seconds(packet.RootDispersion),
            ["ntp.refid"] = Convert.ToHexStringLower(packet.ReferenceId.Bytes),
            ["ntp.reftime"] = Time(packet.Reference),
            ["ntp.org"] = Time(packet.Origin),
            ["ntp.rec"] = Time(packet.Receive),
            ["ntp.xmt"] = Time(packet.Transmit),
        };
    }

    private static string Seconds(NtpShort span) => span.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    // tshark shows nanoseconds, a time of 100 ns steps cannot; and the day two characters wide.
    private static string Time(NtpTimestamp time)
    {
        if (time.IsUnknown)
            return "NULL";
        DateTimeOffset second = (time with { Fraction = 0 }).Time;
        long nanoseconds = (long)(time.Fraction / 4_294_967_296.0 * 1_000_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{second:MMM} {second.Day,2}, {second:yyyy HH:mm:ss}.{nanoseconds:D9} UTC");
    }
}
