using System.Reflection;
using System.Runtime.Loader;
using KerberosGen.Generator.Tests.Running;

namespace KerberosGen.Generator.Tests.MemoryImages;

/// <summary>
/// A packet that lies in memory as on the wire is copied whole; any other is written field by field. Either way the bytes
/// are the same.
/// </summary>
public sealed class MemoryImageTests
{
    private const string Checks = """
        public static class Check
        {
            public static void Image<T>(bool expected) where T : struct, IFixedSize<T>
            {
                if (Wire.IsImage<T>() != expected)
                    throw new InvalidOperationException($"{typeof(T)} is {(expected ? "not " : "")}copied whole");
            }

            public static byte[] Bytes(int count)
            {
                byte[] bytes = new byte[count];
                new Random(count).NextBytes(bytes);
                return bytes;
            }

            public static void Same(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
            {
                if (!expected.SequenceEqual(actual))
                    throw new InvalidOperationException($"{Convert.ToHexString(expected)} became {Convert.ToHexString(actual)}");
            }

            public static void RoundTrip<T>() where T : struct, IFixedSize<T>, IPacket<T>
            {
                byte[] bytes = Bytes(T.Size);
                if (!T.Unpack(bytes, out T packet).IsDone)
                    throw new InvalidOperationException($"{typeof(T)} does not unpack");
                byte[] packed = new byte[T.Size];
                packet.TryPack(packed, out _);
                Same(bytes, packed);
            }

            public static void List<T>() where T : struct, IFixedSize<T>
            {
                byte[] bytes = Bytes(3 * T.Size);
                PacketList<T> list = PacketList<T>.Over(bytes);
                var entries = new T[4];
                list.CopyTo(entries);
                for (int i = 0; i < 3; i++)
                {
                    if (!entries[i].Equals(list[i]))
                        throw new InvalidOperationException($"entry {i} was copied wrong");
                }

                byte[] packed = new byte[bytes.Length];
                PacketList<T>.Of(entries.AsSpan(0, 3)).WriteUnchecked(ref packed[0]);
                Same(bytes, packed);
            }
        }
        """;

    [Fact]
    public void Little_endian_fields_lie_in_memory_as_on_the_wire() => Run("""
        [FixedBytes(3)] public readonly partial struct Tag;
        [Packet] public partial struct Inner { public byte A; public long B; public Tag C; public ushort D; }
        [Packet] public partial struct Outer { public byte X; public Inner Y; public uint Z; }
        """, """
        Check.Image<Tag>(true); Check.Image<Inner>(true); Check.Image<Outer>(true);
        Check.RoundTrip<Inner>(); Check.RoundTrip<Outer>();
        Check.List<Tag>(); Check.List<Inner>(); Check.List<Outer>();
        """);

    [Fact]
    public void A_big_endian_integer_within_keeps_a_packet_from_being_copied_whole() => Run("""
        [Packet] public partial struct Inner { public byte A; [BigEndian] public int B; }
        [Packet] public partial struct Outer { public byte X; public Inner Y; public uint Z; }
        [Packet, BigEndian] public partial struct Bytes { public byte A; public sbyte B; }
        """, """
        Check.Image<Inner>(false); Check.Image<Outer>(false); Check.Image<Bytes>(true);
        Check.RoundTrip<Inner>(); Check.RoundTrip<Outer>(); Check.RoundTrip<Bytes>();
        Check.List<Inner>(); Check.List<Outer>();
        Inner.Unpack(new byte[] { 1, 0, 0, 0, 2 }, out Inner inner);
        if (inner.B != 2)
            throw new InvalidOperationException($"{inner.B}");
        """);

    [Fact]
    public void A_struct_that_says_itself_how_it_lies_in_memory_keeps_its_layout() => Run("""
        using System.Runtime.InteropServices;
        [Packet, StructLayout(LayoutKind.Explicit, Size = 16)] public partial struct Inner
        {
            [FieldOffset(8)] public long First;
            [FieldOffset(0)] public byte Second;
        }
        [Packet] public partial struct Outer { public byte X; public Inner Y; }
        """, """
        Check.Image<Inner>(false); Check.Image<Outer>(false);
        Check.RoundTrip<Inner>(); Check.RoundTrip<Outer>();
        Check.List<Inner>(); Check.List<Outer>();
        Inner.Unpack(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 2 }, out Inner inner);
        if (inner.First != 1 || inner.Second != 2)
            throw new InvalidOperationException(inner.ToString());
        """);

    [Fact]
    public void Packets_of_any_size_are_copied_to_their_last_byte()
    {
        int[] sizes = [1, 2, 7, 63, 64, 65, 127, 128, 129, 255, 256, 257, 383, 384, 385, 511, 512, 513, 767, 768, 769, 1023, 1024, 1025, 5000];
        Run(
            string.Join("\n", sizes.Select(size => $$"""
                [FixedBytes({{size}})] public readonly partial struct Block{{size}};
                [Packet] public partial struct Packet{{size}} { public Block{{size}} Block; }
                """)),
            string.Join("\n", sizes.Select(size => $"Check.Image<Packet{size}>(true); Check.RoundTrip<Packet{size}>(); Check.List<Packet{size}>();")));
    }

    private static void Run(string declarations, string check)
    {
        byte[] compiled = GeneratorRun.Of(declarations, Checks, $"public static class Test {{ public static void Run() {{ {check} }} }}").Compile();
        var context = new AssemblyLoadContext("memory images", isCollectible: true);
        try
        {
            Assembly assembly = context.LoadFromStream(new MemoryStream(compiled));
            assembly.GetType("Test")!.GetMethod("Run")!.CreateDelegate<Action>()();
        }
        finally
        {
            context.Unload();
        }
    }
}
