using System.Net;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Records TCP and UDP payloads as a pcapng file of raw IP packets (link type 101), with IP and TCP or UDP headers made up around
/// them so that any capture program puts them together again: handshake, sequence numbers, checksums, end. Where one address is
/// IPv6, both are written as IPv6. Each block is one write to the stream. Safe for several threads.
/// </summary>
public sealed class PcapngWriter : IDisposable
{
    private const int LargestPayload = ushort.MaxValue - 60;
    private const int LargestDatagram = 65_507;
    private const int UdpChecksumAt = 6;
    private const long NanosecondsPerTick = TimeSpan.NanosecondsPerTick;

    // Odd, so that it comes back to a number only after 2^32 connections.
    private const uint SequenceStep = 0x9e3779b1;

    private readonly Lock _lock = new();
    private readonly Stream _output;
    private readonly bool _leaveOpen;
    private readonly Dictionary<(IPEndPoint Client, IPEndPoint Server), RecordedConnection> _connections = [];
    private uint _opened;
    private ushort _datagrams;

    /// <summary>Writes the file's header.</summary>
    /// <param name="output">Where to; it need not be seekable.</param>
    /// <param name="leaveOpen">True to leave the stream open on <see cref="Dispose"/>.</param>
    public PcapngWriter(Stream output, bool leaveOpen = false)
    {
        _output = output;
        _leaveOpen = leaveOpen;
        var section = new PcapngSectionHeader { Magic = PcapngReader.ByteOrderMagic, Major = 1, SectionLength = -1 };
        WriteBlock(PcapngReader.SectionBlock, section.ToArray());
        var description = new PcapngInterface { LinkType = (ushort)LinkType.Raw };
        // if_tsresol: nanoseconds; then the end of the options.
        WriteBlock(PcapngReader.InterfaceBlock, [.. description.ToArray(), .. new PcapngOption { Code = 9, Length = 1 }.ToArray(), 9, 0, 0, 0, 0, 0, 0, 0]);
    }

    /// <summary>Records bytes that one side sent. The first of a connection come from the side that connected.</summary>
    /// <param name="time">When.</param>
    /// <param name="source">Who sent them.</param>
    /// <param name="destination">Who they were sent to.</param>
    /// <param name="payload">The bytes; more than 65,475 become several segments.</param>
    public void Write(DateTimeOffset time, IPEndPoint source, IPEndPoint destination, ReadOnlySpan<byte> payload)
    {
        lock (_lock)
        {
            RecordedConnection connection = Find(source, destination) ?? Open(time, source, destination);
            while (!payload.IsEmpty)
            {
                ReadOnlySpan<byte> piece = payload[..Math.Min(payload.Length, LargestPayload)];
                WriteSegment(time, connection, source, TcpFlags.Push | TcpFlags.Acknowledge, piece);
                payload = payload[piece.Length..];
            }
        }
    }

    /// <summary>Records that a client connected; otherwise its first bytes do.</summary>
    /// <param name="time">When.</param>
    /// <param name="client">Who connected.</param>
    /// <param name="server">To whom.</param>
    public void Connect(DateTimeOffset time, IPEndPoint client, IPEndPoint server)
    {
        lock (_lock)
        {
            if (Find(client, server) is null)
                Open(time, client, server);
        }
    }

    /// <summary>Records that the connection ended, <paramref name="source"/> ending it first. One that is not known is passed over.</summary>
    public void Close(DateTimeOffset time, IPEndPoint source, IPEndPoint destination)
    {
        lock (_lock)
        {
            if (Find(source, destination) is not { } connection)
                return;
            if (!connection.HasFinished(source))
                WriteSegment(time, connection, source, TcpFlags.Fin | TcpFlags.Acknowledge, default);
            if (!connection.HasFinished(destination))
                WriteSegment(time, connection, destination, TcpFlags.Fin | TcpFlags.Acknowledge, default);
            WriteSegment(time, connection, source, TcpFlags.Acknowledge, default);
            _connections.Remove((connection.Client, connection.Server));
        }
    }

    /// <summary>
    /// Records that one side has no more to send; the connection ends once the other has said so too. One that is not known is
    /// passed over.
    /// </summary>
    public void Finish(DateTimeOffset time, IPEndPoint source, IPEndPoint destination)
    {
        lock (_lock)
        {
            if (Find(source, destination) is not { } connection || connection.HasFinished(source))
                return;
            WriteSegment(time, connection, source, TcpFlags.Fin | TcpFlags.Acknowledge, default);
            WriteSegment(time, connection, destination, TcpFlags.Acknowledge, default);
            if (connection.IsFinished)
                _connections.Remove((connection.Client, connection.Server));
        }
    }

    /// <summary>Records that one side broke the connection off. One that is not known is passed over.</summary>
    public void Reset(DateTimeOffset time, IPEndPoint source, IPEndPoint destination)
    {
        lock (_lock)
        {
            if (Find(source, destination) is not { } connection)
                return;
            WriteSegment(time, connection, source, TcpFlags.Reset | TcpFlags.Acknowledge, default);
            _connections.Remove((connection.Client, connection.Server));
        }
    }

    /// <summary>Records that a client asked for a connection and was refused.</summary>
    public void Refuse(DateTimeOffset time, IPEndPoint client, IPEndPoint server)
    {
        lock (_lock)
        {
            var connection = new RecordedConnection(client, server, _opened++ * SequenceStep);
            WriteSegment(time, connection, client, TcpFlags.Syn, default);
            WriteSegment(time, connection, server, TcpFlags.Reset | TcpFlags.Acknowledge, default);
        }
    }

    /// <summary>Records a UDP datagram.</summary>
    /// <param name="time">When.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="destination">To whom.</param>
    /// <param name="payload">Its bytes, 65,507 at the most.</param>
    /// <exception cref="ArgumentException">It is longer than that.</exception>
    public void WriteDatagram(DateTimeOffset time, IPEndPoint source, IPEndPoint destination, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > LargestDatagram)
            throw new ArgumentException($"A datagram of {payload.Length} bytes cannot be: the limit is {LargestDatagram}.", nameof(payload));
        var udp = new UdpHeader
        {
            SourcePort = (ushort)source.Port,
            DestinationPort = (ushort)destination.Port,
            Length = (ushort)(UdpHeader.Size + payload.Length),
        };
        Span<byte> header = stackalloc byte[UdpHeader.Size];
        udp.Pack(header);
        lock (_lock)
            WritePacket(time, RecordedPacket.Wrap(source.Address, destination.Address, RecordedPacket.Udp, ++_datagrams, header, UdpChecksumAt, payload));
    }

    /// <summary>Writes what is buffered to where it goes.</summary>
    public void Flush()
    {
        lock (_lock)
            _output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _output.Flush();
            if (!_leaveOpen)
                _output.Dispose();
        }
    }

    private RecordedConnection? Find(IPEndPoint source, IPEndPoint destination) =>
        _connections.TryGetValue((source, destination), out RecordedConnection? connection)
        || _connections.TryGetValue((destination, source), out connection)
            ? connection
            : null;

    private RecordedConnection Open(DateTimeOffset time, IPEndPoint client, IPEndPoint server)
    {
        var connection = new RecordedConnection(client, server, _opened++ * SequenceStep);
        _connections[(client, server)] = connection;
        WriteSegment(time, connection, client, TcpFlags.Syn, default);
        WriteSegment(time, connection, server, TcpFlags.Syn | TcpFlags.Acknowledge, default);
        WriteSegment(time, connection, client, TcpFlags.Acknowledge, default);
        return connection;
    }

    private void WriteSegment(DateTimeOffset time, RecordedConnection connection, IPEndPoint source, TcpFlags flags, ReadOnlySpan<byte> payload) =>
        WritePacket(time, connection.Wrap(source, flags, payload));

    private void WritePacket(DateTimeOffset time, byte[] packet)
    {
        ulong units = (ulong)Math.Max(0, (time - DateTimeOffset.UnixEpoch).Ticks) * NanosecondsPerTick;
        var header = new PcapngPacket
        {
            TimeHigh = (uint)(units >> 32),
            TimeLow = (uint)units,
            CapturedLength = (uint)packet.Length,
            OriginalLength = (uint)packet.Length,
        };
        WriteBlock(PcapngReader.EnhancedPacketBlock, [.. header.ToArray(), .. packet, .. new byte[-packet.Length & 3]]);
    }

    private void WriteBlock(uint type, ReadOnlySpan<byte> body)
    {
        var header = new PcapngBlockHeader { Type = type, TotalLength = (uint)(PcapngBlockHeader.Size + body.Length + 4) };
        byte[] block = new byte[header.TotalLength];
        header.Pack(block);
        body.CopyTo(block.AsSpan(PcapngBlockHeader.Size));
        Wire.WriteLittleEndian(ref block[^4], 0, header.TotalLength);
        _output.Write(block);
    }
}
