using System.Buffers.Binary;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>One interface of a pcapng section: what its packets begin with, and how it counts time.</summary>
internal sealed class CaptureInterface
{
    private const ushort TimeResolutionOption = 9;
    private const ushort TimeOffsetOption = 14;
    private const byte Microseconds = 6;
    private const int TickExponent = 7;

    private readonly byte _resolution;
    private readonly long _offsetSeconds;
    private readonly ulong _ticksPerUnit;
    private readonly ulong _unitsPerTick;

    /// <param name="linkType">What stands at the beginning of its packets.</param>
    /// <param name="snapLength">The largest packet that was kept; 0 for no limit.</param>
    /// <param name="resolution">if_tsresol: units per second as a power of ten, or of two if the top bit is set.</param>
    /// <param name="offsetSeconds">if_tsoffset: seconds to add.</param>
    public CaptureInterface(LinkType linkType, uint snapLength, byte resolution, long offsetSeconds)
    {
        LinkType = linkType;
        SnapLength = snapLength;
        _resolution = resolution;
        _offsetSeconds = offsetSeconds;
        // Whole microseconds and nanoseconds are what is met; they need no division of 128 bits.
        if (offsetSeconds == 0 && resolution <= TickExponent)
            _ticksPerUnit = (ulong)PowerOfTen(TickExponent - resolution);
        else if (offsetSeconds == 0 && resolution <= 9)
            _unitsPerTick = (ulong)PowerOfTen(resolution - TickExponent);
    }

    public LinkType LinkType { get; }

    public uint SnapLength { get; }

    /// <summary>Reads the body of an interface description block.</summary>
    public static CaptureInterface Read(ReadOnlySpan<byte> body, bool swap)
    {
        PcapngInterface.Unpack(body, out PcapngInterface description);
        if (swap)
            description = description.Swapped();
        byte resolution = Microseconds;
        long offset = 0;
        ReadOnlySpan<byte> options = body[PcapngInterface.Size..];
        while (PcapngOption.Unpack(options, out PcapngOption option).IsDone)
        {
            if (swap)
                option = option.Swapped();
            options = options[PcapngOption.Size..];
            if (option.Code == 0 || option.Length > options.Length)
                break;
            if (option is { Code: TimeResolutionOption, Length: 1 })
                resolution = options[0];
            else if (option is { Code: TimeOffsetOption, Length: 8 })
                offset = swap ? BinaryPrimitives.ReadInt64BigEndian(options) : BinaryPrimitives.ReadInt64LittleEndian(options);
            options = options[Math.Min(options.Length, (option.Length + 3) & ~3)..];
        }

        return new CaptureInterface((LinkType)description.LinkType, description.SnapLength, resolution, offset);
    }

    /// <summary>The time that a count stands for; times that no calendar holds become the nearest that it does.</summary>
    public DateTimeOffset TimeOf(ulong units)
    {
        ulong ticks = units;
        if (_unitsPerTick != 0)
            ticks /= _unitsPerTick;
        else if (_ticksPerUnit == 0 || units > long.MaxValue / _ticksPerUnit)
            return SlowTimeOf(units);
        else
            ticks *= _ticksPerUnit;
        return ticks <= (ulong)(DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks)
            ? DateTimeOffset.UnixEpoch.AddTicks((long)ticks)
            : DateTimeOffset.MaxValue;
    }

    private DateTimeOffset SlowTimeOf(ulong units)
    {
        int exponent = _resolution & 0x7f;
        UInt128 perSecond = (_resolution & 0x80) != 0 ? UInt128.One << exponent : PowerOfTen(exponent);
        UInt128 ticks = (UInt128)units * TimeSpan.TicksPerSecond / perSecond;
        Int128 since = (Int128)ticks + ((Int128)_offsetSeconds * TimeSpan.TicksPerSecond);
        Int128 latest = DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks((long)Int128.Clamp(since, -DateTimeOffset.UnixEpoch.Ticks, latest));
    }

    private static UInt128 PowerOfTen(int exponent)
    {
        UInt128 power = 1;
        for (int i = 0; i < Math.Min(exponent, 38); i++)
            power *= 10;
        return power;
    }
}
