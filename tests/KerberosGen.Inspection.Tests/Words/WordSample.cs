using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>A packet that the generated code packed from values that are known.</summary>
internal sealed record WordSample(PacketLayout Layout, WordSample.Unpacker Unpack, byte[] Bytes, (string Path, string Text)[] Values)
{
    public delegate UnpackResult Unpacker(ReadOnlySpan<byte> bytes);

    /// <summary>What the generated code says of bytes that are all there is.</summary>
    public UnpackResult Read(ReadOnlySpan<byte> bytes) => Unpack(bytes).AsWhole(bytes.Length);

    public override string ToString() => $"{Layout.Name} {Convert.ToHexStringLower(Bytes)}";
}
