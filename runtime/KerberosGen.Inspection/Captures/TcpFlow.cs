using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>One direction of a TCP connection. Until it is known which way it goes, its bytes wait.</summary>
internal sealed class TcpFlow(FlowKey key, int number, CaptureOutput output) : Flow(key, number, output), IOrderedBytes
{
    private readonly WaitingBytes _waiting = new();
    private IPacketStream? _stream;

    public TcpReassembler Order { get; } = new();

    /// <summary>Bytes that wait until the direction is known.</summary>
    public WaitingBytes Waiting => _waiting;

    public override int Held => Order.Held + _waiting.Held + (_stream?.Held ?? 0);

    /// <summary>Says which way it goes: what waited is cut into packets, and so is what follows.</summary>
    public void Begin(IPacketStream stream)
    {
        _stream = stream;
        _waiting.DrainTo(this);
    }

    public void Deliver(ReadOnlySpan<byte> bytes)
    {
        if (_stream is { } stream)
            stream.Append(bytes, this);
        else
            _waiting.Add(bytes);
    }

    public void Lose(long size)
    {
        if (_stream is { } stream)
            stream.Skip(size, this);
        else
            _waiting.AddGap(size);
    }

    /// <summary>Says that no more bytes will come.</summary>
    public void End() => _stream?.Complete(this);
}
