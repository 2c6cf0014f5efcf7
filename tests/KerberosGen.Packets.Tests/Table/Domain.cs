using System.Runtime.InteropServices;
using KerberosGen.Codec;

namespace KerberosGen.Packets.Tests.Table;

/// <summary>Domain types from any bytes and back, also those that no constructor would make of a text.</summary>
public static class Domain
{
    public static T Of<T>(ReadOnlySpan<byte> bytes)
        where T : struct, IFixedSize<T>
    {
        Assert.Equal(T.Size, bytes.Length);
        T.ReadUnchecked(in MemoryMarshal.GetReference(bytes), out T value);
        return value;
    }

    public static byte[] BytesOf<T>(T value)
        where T : struct, IFixedSize<T>
    {
        byte[] bytes = new byte[T.Size];
        if (bytes.Length > 0)
            value.WriteUnchecked(ref bytes[0]);
        return bytes;
    }
}
