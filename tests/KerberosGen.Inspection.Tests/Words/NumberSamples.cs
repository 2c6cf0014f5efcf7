using System.Globalization;
using System.Net;
using static KerberosGen.Inspection.Tests.Words.SampleValues;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>Integers, enums, bits, floating-point numbers, times, types of fixed size.</summary>
internal static class NumberSamples
{
    public static IReadOnlyList<Func<Random, WordSample>> All { get; } = [Widths, Choices, BigBits, LittleBits, Reals, Stamps, Varints, Limits, Cards];

    private static WordSample Widths(Random random)
    {
        var packet = new Widths
        {
            One = (byte)random.Next(256),
            Three = (uint)random.Next(1 << 24),
            SignedThree = random.Next(1 << 24) - (1 << 23),
            Five = (ulong)random.NextInt64(1L << 40),
            Seven = random.NextInt64(1L << 56) - (1L << 55),
            Small = (sbyte)random.Next(-128, 128),
            Eight = Long(random),
            SignedEight = (long)Long(random),
            Sixteen = new UInt128(Long(random), Long(random)),
            SignedSixteen = new Int128(Long(random), Long(random)),
        };
        return new WordSample(Words.Widths.Layout, b => Words.Widths.Unpack(b, out _), packet.ToArray(),
        [
            ("one", Text(packet.One)), ("three", Text(packet.Three)), ("signed_three", Text(packet.SignedThree)), ("five", Text(packet.Five)),
            ("seven", Text(packet.Seven)), ("small", Text(packet.Small)), ("eight", Text(packet.Eight)), ("signed_eight", Text(packet.SignedEight)),
            ("sixteen", Text(packet.Sixteen)), ("signed_sixteen", Text(packet.SignedSixteen)),
        ]);
    }

    private static WordSample Choices(Random random)
    {
        var packet = new Choices
        {
            IsOn = random.Next(2) == 1,
            Open = (Colour)random.Next(256),
            Known = (Colour)random.Next(1, 3),
            Access = (Access)random.Next(8),
            Wide = (Access)random.Next(65536),
        };
        return new WordSample(Words.Choices.Layout, b => Words.Choices.Unpack(b, out _), packet.ToArray(),
        [
            ("is_on", packet.IsOn ? "true" : "false"), ("open", Text((int)packet.Open)), ("known", Text((int)packet.Known)),
            ("access", Text((int)packet.Access)), ("wide", Text((int)packet.Wide)),
        ]);
    }

    private static WordSample BigBits(Random random)
    {
        var packet = new BigBits
        {
            IsResponse = random.Next(2) == 1,
            Opcode = (byte)random.Next(16),
            High = (byte)random.Next(16),
            Digit = (byte)random.Next(10),
            Many = Long(random) >> 24,
            Some = (uint)random.Next(1 << 22),
            Colour = (Colour)random.Next(1, 3),
        };
        return new WordSample(Words.BigBits.Layout, b => Words.BigBits.Unpack(b, out _), packet.ToArray(),
        [
            ("is_response", packet.IsResponse ? "true" : "false"), ("opcode", Text(packet.Opcode)), ("magic", "5"), ("high", Text(packet.High)),
            ("digit", Text(packet.Digit)), ("many", Text(packet.Many)), ("some", Text(packet.Some)), ("colour", Text((int)packet.Colour)),
        ]);
    }

    private static WordSample LittleBits(Random random)
    {
        var packet = new LittleBits
        {
            Before = (byte)random.Next(256),
            Low = (ushort)random.Next(1 << 12),
            High = (byte)random.Next(16),
            Lower = (uint)random.Next(1 << 20),
            Upper = (ushort)random.Next(1 << 12),
        };
        return new WordSample(Words.LittleBits.Layout, b => Words.LittleBits.Unpack(b, out _), packet.ToArray(),
            [("before", Text(packet.Before)), ("low", Text(packet.Low)), ("high", Text(packet.High)), ("lower", Text(packet.Lower)), ("upper", Text(packet.Upper))]);
    }

    private static WordSample Reals(Random random)
    {
        var packet = new Reals
        {
            Gain = BitConverter.UInt16BitsToHalf((ushort)random.Next(65536)),
            Level = BitConverter.Int32BitsToSingle(random.Next()),
            Exact = BitConverter.UInt64BitsToDouble(Long(random)),
            Balance = (float)((2 * random.NextDouble()) - 1),
        };
        return new WordSample(Words.Reals.Layout, b => Words.Reals.Unpack(b, out _), packet.ToArray(),
            [("gain", Value.Of(packet.Gain)), ("level", Value.Of(packet.Level)), ("exact", Value.Of(packet.Exact)), ("balance", Value.Of(packet.Balance))]);
    }

    private static WordSample Stamps(Random random)
    {
        var packet = new Stamps
        {
            Windows = new Guid(Bytes(random, 16, 16)),
            Rfc = new Guid(Bytes(random, 16, 16)),
            Old = new IPv4Address(Bytes(random, 4, 4)),
            New = IPv6Address.From(IPAddress.IPv6Loopback),
            Arrived = DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(1L << 32)),
            Left = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-62135596800000, 253402300799999)),
        };
        return new WordSample(Words.Stamps.Layout, b => Words.Stamps.Unpack(b, out _), packet.ToArray(),
        [
            ("windows", packet.Windows.ToString()), ("rfc", packet.Rfc.ToString()), ("old", Convert.ToHexStringLower(packet.Old.Bytes)),
            ("arrived", packet.Arrived.ToString("O", CultureInfo.InvariantCulture)), ("left", packet.Left.ToString("O", CultureInfo.InvariantCulture)),
        ]);
    }

    private static WordSample Varints(Random random)
    {
        var packet = new Varints
        {
            Count = (uint)(Long(random) >> random.Next(32, 64)),
            Offset = (long)Long(random) >> random.Next(64),
            Short = (ushort)(Long(random) >> random.Next(48, 64)),
            Long = Long(random) >> random.Next(64),
        };
        return new WordSample(Words.Varints.Layout, b => Words.Varints.Unpack(b, out _), packet.ToArray(),
            [("count", Text(packet.Count)), ("offset", Text(packet.Offset)), ("short", Text(packet.Short)), ("long", Text(packet.Long))]);
    }

    private static WordSample Limits(Random random)
    {
        var packet = new Limits { Level = (byte)random.Next(1, 11), Scale = (byte)(1 << random.Next(3)), Green = Colour.Green };
        return new WordSample(Words.Limits.Layout, b => Words.Limits.Unpack(b, out _), packet.ToArray(),
            [("signature", Convert.ToHexStringLower("GIF89a"u8)), ("version", "258"), ("level", Text(packet.Level)), ("scale", Text(packet.Scale)), ("green", "2")]);
    }

    private static WordSample Cards(Random random)
    {
        string label = Letters(random, 7), tag = "é" + Letters(random, 3);
        byte[] pin = Bytes(random, 4, 4);
        var packet = new Cards { Label = new Label(label), Tag = new Tag(tag), Pin = new Pin(pin) };
        return new WordSample(Words.Cards.Layout, b => Words.Cards.Unpack(b, out _), packet.ToArray(),
            [("label", label), ("tag", tag), ("pin", Convert.ToHexStringLower(pin))]);
    }
}
