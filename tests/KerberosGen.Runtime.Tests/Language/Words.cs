using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>What every word of the language is held to, whatever it says.</summary>
internal static class Words
{
    /// <summary>
    /// The packet packs to exactly these bytes and comes back from them; a destination that is too short is left alone; a source that
    /// is cut anywhere asks for more; no change of these bytes throws, and what is read from them packs to what was read.
    /// </summary>
    public static void Hold<T>(scoped in T packet, string hex, bool isGreedy = false, bool isPaddingIgnored = false)
        where T : IPacket<T>, IEquatable<T>, allows ref struct
    {
        byte[] bytes = Bytes(hex);
        byte[] packed = new byte[packet.PackedSize];
        Assert.True(packet.TryPack(packed, out int written));
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(packed));
        Assert.Equal(bytes.Length, written);
        if (bytes.Length > 0)
        {
            Assert.False(packet.TryPack(new byte[bytes.Length - 1], out int none));
            Assert.Equal(0, none);
        }

        UnpackResult result = T.Unpack(bytes, out T read);
        Assert.Equal(UnpackResult.Done(bytes.Length), result);
        Assert.True(read.Equals(packet));
        if (isGreedy)
            return;
        AsksForMore<T>(bytes);
        Assert.Equal(UnpackResult.Done(bytes.Length), T.Unpack([.. bytes, 0xff, 1], out _));
        Survives<T>(bytes, isPaddingIgnored);
    }

    /// <summary>Every proper beginning asks for more bytes, and for no more than are missing.</summary>
    public static void AsksForMore<T>(byte[] bytes)
        where T : IPacket<T>, allows ref struct
    {
        for (int size = 0; size < bytes.Length; size++)
        {
            UnpackResult result = T.Unpack(bytes.AsSpan(0, size), out _);
            Assert.True(result.Status == UnpackStatus.NeedMoreData, $"{size} of {bytes.Length} bytes: {result}");
            Assert.InRange(result.Missing, 1, bytes.Length - size);
        }
    }

    /// <summary>The bytes are broken at this field, at this offset.</summary>
    public static void AreInvalid<T>(string hex, InvalidReason reason, string path, int offset)
        where T : IPacket<T>, allows ref struct
    {
        UnpackResult result = T.Unpack(Bytes(hex), out _);
        string field = result.Status == UnpackStatus.Invalid ? T.Layout.PathOf(result.Field) : "";
        Assert.Equal((UnpackStatus.Invalid, reason, path, offset), (result.Status, result.Reason, field, result.Offset));
    }

    /// <summary>What is packed there is refused, with a message that names the field.</summary>
    public static void AreRefused(string field, Action pack) =>
        Assert.Contains(field, Assert.Throws<InvalidOperationException>(pack).Message, StringComparison.Ordinal);

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static void Survives<T>(byte[] bytes, bool isPaddingIgnored)
        where T : IPacket<T>, allows ref struct
    {
        var random = new Random(bytes.Length);
        for (int i = 0; i < 500; i++)
        {
            byte[] changed = [.. bytes, 0, 0, 0];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            byte[] source = changed[..random.Next(changed.Length + 1)];
            UnpackResult result = T.Unpack(source, out T packet);
            if (!result.IsDone || isPaddingIgnored)
                continue;
            byte[] again = new byte[packet.PackedSize];
            packet.TryPack(again, out _);
            Assert.Equal(Convert.ToHexString(source, 0, result.Consumed), Convert.ToHexString(again));
        }
    }
}
