using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>
/// Reads bytes by a layout table alone: the counterpart of <see cref="LayoutEncoder"/>. What no table shows, the declaration's own
/// <c>Validate</c> and computed values, is not checked.
/// </summary>
public static class LayoutDecoder
{
    /// <summary>Reads a packet from the beginning of the bytes.</summary>
    /// <param name="layout">The packet's table.</param>
    /// <param name="bytes">The bytes; others may follow the packet.</param>
    public static DecodedModel Decode(PacketLayout layout, ReadOnlySpan<byte> bytes)
    {
        var reader = new Layouts.PacketReader(bytes);
        int at = 0;
        PacketModel? model = reader.Packet(layout, ref at, new Layouts.Window(bytes.Length, IsWhole: false));
        return model is not null
            ? new DecodedModel(UnpackStatus.Done, at, model, InvalidReason.None, "")
            : new DecodedModel(reader.Status, 0, null, reader.Reason, reader.Path);
    }
}
