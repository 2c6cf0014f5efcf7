using System.Net;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Makes up the TCP headers of one recorded connection.</summary>
/// <param name="client">Who connected.</param>
/// <param name="server">To whom.</param>
/// <param name="initialSequence">Where both sides begin to count: another place for each connection, as ports come back.</param>
internal sealed class RecordedConnection(IPEndPoint client, IPEndPoint server, uint initialSequence)
{
    private const int ChecksumAt = 16;

    private uint _clientNext = initialSequence + 1;
    private uint _serverNext = initialSequence + 1;
    private ushort _identification;
    private bool _hasClientFinished;
    private bool _hasServerFinished;

    public IPEndPoint Client { get; } = client;

    public IPEndPoint Server { get; } = server;

    /// <summary>True once both sides have said that they have no more to send.</summary>
    public bool IsFinished => _hasClientFinished && _hasServerFinished;

    /// <summary>True if this side has said that it has no more to send.</summary>
    public bool HasFinished(IPEndPoint source) => source.Equals(Client) ? _hasClientFinished : _hasServerFinished;

    /// <summary>Who is at the other end.</summary>
    public IPEndPoint OtherOf(IPEndPoint source) => source.Equals(Client) ? Server : Client;

    /// <summary>An IP packet around a payload, with its checksums.</summary>
    public byte[] Wrap(IPEndPoint source, TcpFlags flags, ReadOnlySpan<byte> payload)
    {
        bool fromClient = source.Equals(Client);
        ref uint next = ref fromClient ? ref _clientNext : ref _serverNext;
        uint expected = fromClient ? _serverNext : _clientNext;
        IPEndPoint destination = OtherOf(source);
        var tcp = new TcpHeader
        {
            SourcePort = (ushort)source.Port,
            DestinationPort = (ushort)destination.Port,
            Sequence = flags.HasFlag(TcpFlags.Syn) ? next - 1 : next,
            Acknowledgment = flags.HasFlag(TcpFlags.Acknowledge) ? expected : 0,
            DataOffset = 0x50,
            Flags = (byte)flags,
            Window = ushort.MaxValue,
        };
        next += (uint)payload.Length + (flags.HasFlag(TcpFlags.Fin) ? 1u : 0);
        if (flags.HasFlag(TcpFlags.Fin))
        {
            _hasClientFinished |= fromClient;
            _hasServerFinished |= !fromClient;
        }

        Span<byte> header = stackalloc byte[TcpHeader.Size];
        tcp.Pack(header);
        return RecordedPacket.Wrap(source.Address, destination.Address, RecordedPacket.Tcp, ++_identification, header, ChecksumAt, payload);
    }
}
