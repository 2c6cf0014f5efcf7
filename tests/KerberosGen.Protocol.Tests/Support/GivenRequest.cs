using System.Buffers;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>A request as it stands on the wire, written from the protocol's tables and not with the generated code.</summary>
internal sealed record GivenRequest(RequestHeader Header, byte[] Payload)
{
    public static GivenRequest Of(ushort code, PrincipalId client, byte[] payload, byte version = 24) =>
        new(new RequestHeader { ClientId = client, Version = version, Code = code, PayloadSize = (uint)payload.Length }, payload);

    /// <summary>1024: name 255, password 255.</summary>
    public static GivenRequest ClientRegistration(ReadOnlySpan<byte> name, ReadOnlySpan<byte> password)
    {
        byte[] payload = new byte[510];
        name.CopyTo(payload);
        password.CopyTo(payload.AsSpan(255));
        return Of(1024, default, payload);
    }

    /// <summary>1025: name 255, key 32.</summary>
    public static GivenRequest ServiceRegistration(ReadOnlySpan<byte> name, ReadOnlySpan<byte> key)
    {
        byte[] payload = new byte[287];
        name.CopyTo(payload);
        key.CopyTo(payload.AsSpan(255));
        return Of(1025, default, payload);
    }

    /// <summary>1026: nothing.</summary>
    public static GivenRequest ServiceList(PrincipalId client) => Of(1026, client, []);

    /// <summary>1027: service 16, nonce 8.</summary>
    public static GivenRequest Ticket(PrincipalId client, PrincipalId service, ReadOnlySpan<byte> nonce) =>
        Of(1027, client, [.. service.Bytes, .. nonce]);

    /// <summary>Cuts what a role wrote: one request, and nothing behind it.</summary>
    public static GivenRequest Cut(ReadOnlyMemory<byte> written)
    {
        var rest = new ReadOnlySequence<byte>(written);
        Assert.Equal(FrameStatus.Done, Frame.TryRead(ref rest, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload));
        Assert.True(rest.IsEmpty);
        return new GivenRequest(header, payload.ToArray());
    }

    /// <summary>Cuts what <paramref name="write"/> writes.</summary>
    public static GivenRequest WrittenBy(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Cut(output.WrittenMemory);
    }
}
