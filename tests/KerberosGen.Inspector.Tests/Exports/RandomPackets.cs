using FsCheck.Fluent;
using KerberosGen.Layout;
using KerberosGen.Testing;

namespace KerberosGen.Inspector.Tests.Exports;

/// <summary>Random bytes that the tables allow.</summary>
internal static class RandomPackets
{
    /// <summary>Packets of a table.</summary>
    public static IEnumerable<byte[]> Of(PacketLayout layout, int count, int size = 20) =>
        PacketModels.Generator(layout).Sample(numberOfSamples: count, size: size).Select(LayoutEncoder.Encode);

    /// <summary>A stream of a direction: each of its messages, behind a header that announces it.</summary>
    public static byte[] Stream(DirectionLayout direction) =>
        [.. direction.Messages.SelectMany(m => Of(m, 1).SelectMany(payload => Headed(direction, m.Code!.Value, payload)))];

    /// <summary>A payload behind a header that announces it.</summary>
    public static byte[] Headed(DirectionLayout direction, ushort code, byte[] payload)
    {
        PacketModel header = PacketModels.Generator(direction.Header).Sample(numberOfSamples: 1, size: 20).Single()
            .With(direction.CodeField.Name, code)
            .With(direction.PayloadSizeField.Name, payload.Length);
        return [.. LayoutEncoder.Encode(header), .. payload];
    }
}
