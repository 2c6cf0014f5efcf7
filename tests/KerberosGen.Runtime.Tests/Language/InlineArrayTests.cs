using System.Runtime.CompilerServices;
using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>A fixed number of entries.</summary>
public sealed class InlineArrayTests
{
    [Fact]
    public void Entries_stand_one_after_the_other()
    {
        var arrays = new Arrays { Before = 9 };
        arrays.Ports[0] = 80;
        arrays.Ports[2] = 443;
        arrays.Points[1].X = 7;
        arrays.Kinds[0] = BitKind.One;
        arrays.Flags[1] = true;

        Words.Hold(arrays, "09 0050 0000 01BB 0000 0007 0100 0001");
        Words.Hold(new ArrayHolder { Ports = arrays.Ports, Text = "x"u8 }, "5000 0000 BB01 01 78");
    }

    [Fact]
    public void Arrays_compare_by_their_entries()
    {
        var one = new Arrays();
        one.Ports[1] = 1;

        Assert.NotEqual(default, one);
        Assert.NotEqual(default(Arrays).GetHashCode(), one.GetHashCode());
    }

    [Fact]
    public void Each_entry_is_checked()
    {
        Words.AreInvalid<Arrays>("09 0050 0000 01BB 0000 0007 0100 0002", InvalidReason.UnknownValue, "flags", 14);
        Words.AreInvalid<ConstantArray>("07 00 08 00", InvalidReason.WrongConstant, "entries", 2);
        Words.Hold(default(ConstantArray), "07 00 07 00");
    }
}

[InlineArray(3)]
public struct ThreePorts
{
    private ushort _first;
}

[InlineArray(2)]
public struct TwoPoints
{
    private PrefixPoint _first;
}

[InlineArray(2)]
public struct TwoKinds
{
    private BitKind _first;
}

[InlineArray(2)]
public struct TwoFlags
{
    private bool _first;
}

[InlineArray(2)]
public struct TwoConstants
{
    private ConstantEntry _first;
}

[Packet, BigEndian]
public partial struct Arrays
{
    public byte Before;
    public ThreePorts Ports;
    public TwoPoints Points;
    public TwoKinds Kinds;
    public TwoFlags Flags;
}

[Packet]
public partial struct ConstantArray
{
    public TwoConstants Entries;
}

[Packet]
public ref partial struct ArrayHolder
{
    public ThreePorts Ports;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Text;
}
