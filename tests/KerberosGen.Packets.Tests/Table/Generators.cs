using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;

namespace KerberosGen.Packets.Tests.Table;

/// <summary>Random values of every field type and packet, the corners of each range among them.</summary>
public static class Generators
{
    private static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue);

    public static Gen<byte[]> Bytes(int size) => Gen.Frequency(
        (8, Seeds.Select(seed => RandomBytes(seed, size))),
        (1, Gen.Constant(size).Select(n => new byte[n])),
        (1, Gen.Constant(size).Select(n => Enumerable.Repeat((byte)0xFF, n).ToArray())));

    public static Gen<byte[]> BytesUpTo(int size) =>
        Gen.OneOf(Gen.Choose(0, Math.Min(size, 40)), Gen.Choose(0, size)).SelectMany(Bytes);

    public static Gen<ulong> UInt64 { get; } = Gen.OneOf(
        Seeds.Select(seed => BitConverter.ToUInt64(RandomBytes(seed, 8))),
        Gen.Elements(0UL, 1UL, ulong.MaxValue, 0x0102030405060708UL));

    public static Gen<long> Int64 { get; } = UInt64.Select(value => unchecked((long)value));

    public static Gen<uint> UInt32 { get; } = UInt64.Select(value => unchecked((uint)value));

    public static Gen<ushort> UInt16 { get; } = UInt64.Select(value => unchecked((ushort)value));

    public static Gen<byte> Byte { get; } = Gen.Choose(0, 255).Select(value => (byte)value);

    public static Gen<EventKind> Kind { get; } = Byte.Select(value => (EventKind)value);

    public static Gen<PrincipalId> Id { get; } = Fixed<PrincipalId>();

    public static Gen<Iv> Iv { get; } = Fixed<Iv>();

    public static Gen<PrincipalName> Name { get; } = Text<PrincipalName>();

    public static Gen<Password> Password { get; } = Text<Password>();

    public static Gen<T> Fixed<T>()
        where T : struct, IFixedSize<T> => Bytes(T.Size).Select(bytes => Domain.Of<T>(bytes));

    /// <summary>Mostly text with padding; now and then any bytes, which must survive as well.</summary>
    private static Gen<T> Text<T>()
        where T : struct, IFixedSize<T> => Gen.Frequency(
            (3, Seeds.Select(seed => Domain.Of<T>(PaddedText(seed, T.Size)))),
            (1, Fixed<T>()));

    public static Gen<T[]> UpTo<T>(this Gen<T> entries, int count) => Gen.Choose(0, count).SelectMany(n => entries.ArrayOf(n));

    public static byte[] RandomBytes(int seed, int size)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] PaddedText(int seed, int size)
    {
        var random = new Random(seed);
        string[] letters = ["a", "Z", "7", " ", ":", "ž", "中", "😀", "\u001b", "\u202e"];
        var text = new StringBuilder();
        int wanted = random.Next(size);
        while (Encoding.UTF8.GetByteCount(text.ToString()) < wanted)
            text.Append(letters[random.Next(letters.Length)]);
        byte[] utf8 = Encoding.UTF8.GetBytes(text.ToString());
        byte[] padded = new byte[size];
        utf8.AsSpan(0, Math.Min(utf8.Length, size - 1)).CopyTo(padded);
        return padded;
    }
}
