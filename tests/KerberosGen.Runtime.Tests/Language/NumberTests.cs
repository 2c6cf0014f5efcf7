using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Floating-point numbers, 128-bit integers, UUIDs, addresses, bools.</summary>
public sealed class NumberTests
{
    private static readonly Guid Id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void Numbers_stand_in_the_packets_byte_order()
    {
        Words.Hold(
            new BigNumbers { Half = (Half)1.5, Single = 1, Double = -2, Wide = 1, Signed = -1, Id = Id },
            "3E00 3F800000 C000000000000000 00000000000000000000000000000001 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 00112233445566778899AABBCCDDEEFF");
        Words.Hold(
            new LittleNumbers { Half = (Half)1.5, Single = 1, Double = -2, Wide = 1, Signed = -2, Id = Id, Rfc = Id },
            "003E 0000803F 00000000000000C0 01000000000000000000000000000000 FEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 33221100554477668899AABBCCDDEEFF 00112233445566778899AABBCCDDEEFF");
    }

    [Fact]
    public void Every_bit_pattern_of_a_floating_point_number_is_kept() =>
        Words.Hold(
            new BigNumbers { Half = Half.NaN, Single = float.NegativeInfinity, Double = BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0001) },
            "FE00 FF800000 7FF8000000000001" + new string('0', 96));

    [Fact]
    public void A_bool_is_0_or_1()
    {
        Words.Hold(new Switch { Number = 7, IsOn = true }, "07 01");
        Words.AreInvalid<Switch>("07 02", InvalidReason.UnknownValue, "is_on", 1);
    }

    [Fact]
    public void Addresses_stand_in_network_order() =>
        Words.Hold(
            new Hop { Old = IPv4Address.From(System.Net.IPAddress.Loopback), New = IPv6Address.From(System.Net.IPAddress.IPv6Loopback) },
            "7F000001 00000000000000000000000000000001");
}

[Packet, BigEndian]
public partial struct BigNumbers
{
    public Half Half;
    public float Single;
    public double Double;
    public UInt128 Wide;
    public Int128 Signed;
    public Guid Id;
}

[Packet]
public partial struct LittleNumbers
{
    public Half Half;
    public float Single;
    public double Double;
    public UInt128 Wide;
    public Int128 Signed;
    public Guid Id;
    [BigEndian] public Guid Rfc;
}

[Packet]
public partial struct Switch
{
    public byte Number;
    public bool IsOn;
}

[Packet]
public partial struct Hop
{
    public IPv4Address Old;
    public IPv6Address New;
}
