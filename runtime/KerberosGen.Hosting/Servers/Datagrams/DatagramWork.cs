using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>One datagram on its way to its answer. It is used again for another when it is done.</summary>
internal sealed class DatagramWork
{
    /// <summary>What a buffer may keep of the memory that a long list took.</summary>
    private const int MaxKept = 64 * 1024;

    private ArrayBufferWriter<byte> _output = new();

    public DatagramWork(IKdcObserver observer, AddressFamily family, CancellationToken overdue)
    {
        To = new SocketAddress(family);
        Exchange = new KdcExchange(new IPEndPoint(IPAddress.None, 0), new Output(this), observer, overdue);
    }

    /// <summary>Where the answer is written.</summary>
    public KdcExchange Exchange { get; }

    /// <summary>Where the answer goes.</summary>
    public SocketAddress To { get; }

    /// <summary>Who asks.</summary>
    public SourceAccount Source { get; private set; } = null!;

    /// <summary>In whose name.</summary>
    public PrincipalId Principal { get; private set; }

    /// <summary>The request's code.</summary>
    public ushort Code { get; private set; }

    /// <summary>When it began.</summary>
    public long Begun { get; private set; }

    /// <summary>The request, to know it again; null if it is not remembered.</summary>
    public AnswerKey? Key { get; private set; }

    /// <summary>The answer so far.</summary>
    public ReadOnlySpan<byte> Answer => _output.WrittenSpan;

    /// <summary>Begins with a datagram.</summary>
    public void Begin(IPEndPoint peer, SocketAddress from, SourceAccount source, in RequestHeader header, AnswerKey? key)
    {
        Exchange.Begin(peer);
        from.Buffer.CopyTo(To.Buffer);
        To.Size = from.Size;
        Source = source;
        Principal = header.ClientId;
        Code = header.Code;
        Begun = Stopwatch.GetTimestamp();
        Key = key;
        Restart();
    }

    /// <summary>Takes back what was answered.</summary>
    public void Restart()
    {
        if (_output.Capacity > MaxKept)
            _output = new ArrayBufferWriter<byte>();
        else
            _output.ResetWrittenCount();
    }

    /// <summary>Refuses bytes that are not exactly one request.</summary>
    /// <param name="status">What reading them has come to.</param>
    /// <param name="header">The header, if it was read.</param>
    /// <param name="size">Bytes of the datagram.</param>
    /// <param name="behind">Bytes behind the request, if there is a whole one.</param>
    public Disposition RefuseBytes(FrameStatus status, in RequestHeader header, int size, long behind) => status switch
    {
        FrameStatus.Done => Exchange.Refuse(KdcRefusalKind.NotValid, behind, KdcRefusals.BehindTheRequest),
        FrameStatus.SizeRefused => Exchange.Refuse(KdcRefusalKind.NotValid, (header.Code, header.PayloadSize), static h => Refusals.Size(h.Code, h.PayloadSize)),
        _ => Exchange.Refuse(KdcRefusalKind.NotValid, size, KdcRefusals.NoWholeRequest),
    };

    /// <summary>The buffer of the moment.</summary>
    private sealed class Output(DatagramWork work) : IBufferWriter<byte>
    {
        public void Advance(int count) => work._output.Advance(count);

        public Memory<byte> GetMemory(int sizeHint = 0) => work._output.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => work._output.GetSpan(sizeHint);
    }
}
