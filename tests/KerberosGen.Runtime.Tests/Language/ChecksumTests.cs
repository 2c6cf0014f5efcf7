using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Checksums over parts of a packet.</summary>
public sealed class ChecksumTests
{
    [Fact]
    public void A_checksum_covers_what_stands_before_it()
    {
        Words.Hold(new Check16 { A = 0x3132333435363738, B = 0x39 }, "313233343536373839 BB3D");
        Words.AreInvalid<Check16>("313233343536373838 BB3D", InvalidReason.WrongChecksum, "sum", 9);
        Words.AreInvalid<Check16>("313233343536373839 BB3E", InvalidReason.WrongChecksum, "sum", 9);
    }

    [Fact]
    public void A_checksum_covers_from_one_field_to_another()
    {
        Words.Hold(new CheckSome { Skipped = 1, Text = "123456789"u8, After = 5, Length = 200, Crc = 77 }, "01 09 313233343536373839 05 CBF43926");
        Words.AreInvalid<CheckSome>("01 09 313233343536373830 05 CBF43926", InvalidReason.WrongChecksum, "crc", 12);
        Assert.True(CheckSome.Unpack(Words.Bytes("02 09 313233343536373839 06 CBF43926"), out _).IsDone);
    }

    [Fact]
    public void Its_own_bytes_count_as_zero_where_it_covers_itself() =>
        Words.Hold(
            new InternetHeader { VersionAndSize = 0x45, Length = 0x73, Flags = 0x4000, TimeToLive = 0x40, Protocol = 0x11, From = 0xc0a80001, To = 0xc0a800c7 },
            "4500 0073 0000 4000 4011 B861 C0A80001 C0A800C7");

    [Fact]
    public void A_checksum_that_covers_another_is_written_after_it()
    {
        Words.Hold(new TwoSums { A = 1, B = 2 }, "06 01 02 03");
        Words.AreInvalid<TwoSums>("06 01 01 04", InvalidReason.WrongChecksum, "inner", 3);
        Words.AreInvalid<TwoSums>("05 01 02 03", InvalidReason.WrongChecksum, "outer", 0);
    }

    [Fact]
    public void A_checksum_is_cut_to_the_width_of_its_field() =>
        Words.Hold(new NarrowSum { A = 0x31, Text = "23456789"u8 }, "31 08 3233343536373839 71DAD4");

    [Fact]
    public void A_users_own_function_is_as_good()
    {
        Words.Hold(new ByteSum { Text = [200, 100, 1] }, "03 C86401 30");
        Words.AreInvalid<ByteSum>("03 C86401 31", InvalidReason.WrongChecksum, "sum", 4);
    }
}

/// <summary>Adds bytes up, from the checksum's own length on.</summary>
public struct Sum : IChecksum
{
    private ulong _sum;

    public static string Name => "sum";

    public readonly ulong Value => _sum;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            _sum += b;
    }
}

[Packet, BigEndian]
public partial struct Check16
{
    public ulong A;
    public byte B;
    [Checksum<Crc16>] public ushort Sum;
}

[Packet, BigEndian]
public ref partial struct CheckSome
{
    public byte Skipped;
    [LengthOf(nameof(Text))] public byte Length;
    public ReadOnlySpan<byte> Text;
    public byte After;
    [Checksum<Crc32>(From = nameof(Text), To = nameof(Text))] public uint Crc;
}

[Packet, BigEndian]
public partial struct InternetHeader
{
    public byte VersionAndSize;
    public byte Service;
    public ushort Length;
    public ushort Id;
    public ushort Flags;
    public byte TimeToLive;
    public byte Protocol;
    [Checksum<InternetChecksum>(From = nameof(VersionAndSize), To = nameof(To))] public ushort Checksum;
    public uint From;
    public uint To;
}

[Packet]
public partial struct TwoSums
{
    [Checksum<Sum>(From = nameof(A), To = nameof(Inner))] public byte Outer;
    public byte A;
    public byte B;
    [Checksum<Sum>(From = nameof(A), To = nameof(B))] public byte Inner;
}

[Packet]
public ref partial struct NarrowSum
{
    public byte A;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Text;
    [Checksum<Crc32>, Width(3)] public uint Sum;
}

[Packet]
public ref partial struct ByteSum
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> Text;
    [Checksum<Sum>] public byte Sum;
}
