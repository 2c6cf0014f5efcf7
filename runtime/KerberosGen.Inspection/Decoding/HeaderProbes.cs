using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>What reads the headers of each direction that a protocol declares.</summary>
internal sealed class HeaderProbes(ProtocolLayout protocol)
{
    private readonly HeaderProbe? _requests = protocol.Requests is { } requests ? new HeaderProbe(requests, protocol) : null;
    private readonly HeaderProbe? _responses = protocol.Responses is { } responses ? new HeaderProbe(responses, protocol) : null;

    /// <summary>The first direction that is declared.</summary>
    public HeaderProbe Default => _requests ?? _responses ?? throw new InvalidOperationException("The protocol declares no header.");

    public HeaderProbe? Of(PacketDirection direction) => direction == PacketDirection.Request ? _requests : _responses;
}
