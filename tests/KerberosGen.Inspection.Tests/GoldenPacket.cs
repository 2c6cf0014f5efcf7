using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Tests;

/// <summary>A packet that the original program built from known inputs.</summary>
internal sealed record GoldenPacket(string Name, int Code, byte[] Bytes, JsonElement Inputs)
{
    public string? Structure => Code switch
    {
        1701 => "OriginalEncryptedKey",
        1702 => "OriginalTicket",
        1703 => "Authenticator",
        _ => null,
    };

    public PacketDirection Direction => Code < 1600 ? PacketDirection.Request : PacketDirection.Response;

    public PacketLayout? Layout => Structure is null
        ? Vector.Protocol.Of(Direction)!.Find((ushort)Code, (uint)(Bytes.Length - HeaderSize))
        : Vector.Protocol.Packets.Single(p => p.Name == Structure);

    public int HeaderSize => Structure is null ? Vector.Protocol.Of(Direction)!.Header.Size!.Value : 0;

    public DecodedPacket Decode(ReadOnlyMemory<byte> bytes, IKeyRing? keys = null)
    {
        var decoder = new PacketDecoder(Vector.Protocol, keys);
        return Structure is null ? decoder.Decode(bytes, Direction) : decoder.DecodeStructure(bytes, Layout!);
    }

    public override string ToString() => Name;
}
