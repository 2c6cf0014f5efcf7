using System.Buffers.Binary;
using System.Net;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Makes up the IPv4 and TCP headers of one recorded connection.</summary>
/// <param name="client">Who connected.</param>
/// <param name="server">To whom.</param>
/// <param name="initialSequence">Where both sides begin to count: another place for each connection, as ports come back.</param>
internal sealed class RecordedConnection(IPEndPoint client, IPEndPoint server, uint initialSequence)
{
    private const byte Tcp = 6;

    private uint _clientNext = initialSequence + 1;
    private uint _serverNext = initialSequence + 1;
    private ushort _identification;

    public IPEndPoint Client { get; } = client;

    public IPEndPoint Server { get; } = server;

    /// <summary>An IPv4 packet around a payload, with both checksums.</summary>
    public byte[] Wrap(IPEndPoint source, TcpFlags flags, ReadOnlySpan<byte> payload)
    {
        bool fromClient = source.Equals(Client);
        ref uint next = ref fromClient ? ref _clientNext : ref _serverNext;
        uint expected = fromClient ? _serverNext : _clientNext;
        IPEndPoint destination = fromClient ? Server : Client;
        var ip = new IPv4Header
        {
            VersionAndLength = 0x45,
            TotalLength = (ushort)(IPv4Header.Size + TcpHeader.Size + payload.Length),
            Identification = ++_identification,
            FlagsAndFragment = 0x4000,
            TimeToLive = 64,
            Protocol = Tcp,
            Source = new IPv4Octets(source.Address.GetAddressBytes()),
            Destination = new IPv4Octets(destination.Address.GetAddressBytes()),
        };
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

        byte[] packet = new byte[ip.TotalLength];
        ip.Pack(packet);
        tcp.Pack(packet.AsSpan(IPv4Header.Size));
        payload.CopyTo(packet.AsSpan(IPv4Header.Size + TcpHeader.Size));
        ip.Checksum = InternetChecksum(packet.AsSpan(0, IPv4Header.Size), 0);
        ip.Pack(packet);
        // The pseudo header of RFC 9293, section 3.1: both addresses, the protocol and the length.
        uint pseudo = Tcp + (uint)(TcpHeader.Size + payload.Length) + Sum(packet.AsSpan(12, 8));
        tcp.Checksum = InternetChecksum(packet.AsSpan(IPv4Header.Size), pseudo);
        tcp.Pack(packet.AsSpan(IPv4Header.Size));
        return packet;
    }

    private static ushort InternetChecksum(ReadOnlySpan<byte> bytes, uint start)
    {
        uint sum = start + Sum(bytes);
        while (sum > ushort.MaxValue)
            sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }

    // RFC 1071: the sum of the words, an odd byte at the end being the upper half of a word. At most 2^15 words of 16
    // bits: it cannot overflow.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length >= 2; bytes = bytes[2..])
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }
}
