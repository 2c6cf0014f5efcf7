using System.Buffers;
using System.IO.Pipelines;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;

namespace KerberosGen.Load.Servers;

/// <summary>One connection to the relay: a reader, and a sender that sleeps until there is something to send, as a room's.</summary>
internal sealed class RelayConnection(ConnectionContext connection, RelayLog log)
{
    private const int SendBudget = 64 * 1024;

    private static readonly byte[] EnteredAnswer = Packed(default(SymmetricKeyAck)), MessageAnswer = Packed(default(MessageAck));

    private readonly SemaphoreSlim _toSend = new(0, 1);
    private readonly List<byte[]> _messages = [];
    private RelayLog.Piece? _at;
    private int _entered;
    private int _acknowledged;
    private int _awake;
    private volatile bool _isEnding;

    public async Task ServeAsync()
    {
        Task sending = SendAsync();
        try
        {
            PipeReader input = connection.Transport.Input;
            ReadResult read;
            do
            {
                read = await input.ReadAsync().ConfigureAwait(false);
                ReadOnlySequence<byte> rest = read.Buffer;
                Take(ref rest);
                input.AdvanceTo(rest.Start, rest.End);
            }
            while (!read.IsCompleted);
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException)
        {
            // The peer is gone.
        }

        log.Leave(this);
        _isEnding = true;
        Wake();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>There is something to send.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _awake, 1) == 0)
            _toSend.Release();
    }

    private void Take(ref ReadOnlySequence<byte> rest)
    {
        PrincipalId client = default;
        while (Frame.TryRead(ref rest, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload) == FrameStatus.Done)
        {
            client = header.ClientId;
            if (header.Code == ChatMessage.Code)
            {
                _messages.Add(payload.ToArray());
                continue;
            }

            if (header.Code == SubscribeRequest.Code)
                Volatile.Write(ref _at, log.Join(this, client));
            Interlocked.Increment(ref _entered);
            Wake();
        }

        if (_messages.Count == 0)
            return;
        log.Say(client, _messages);
        Interlocked.Add(ref _acknowledged, _messages.Count);
        _messages.Clear();
        Wake();
    }

    private async Task SendAsync()
    {
        PipeWriter output = connection.Transport.Output;
        while (!_isEnding)
        {
            await _toSend.WaitAsync().ConfigureAwait(false);
            Volatile.Write(ref _awake, 0);
            while (Write(output) > 0 && !(await output.FlushAsync().ConfigureAwait(false)).IsCompleted)
            {
            }
        }
    }

    private int Write(PipeWriter output)
    {
        int written = 0;
        for (int entered = Interlocked.Exchange(ref _entered, 0); entered > 0; entered--)
            written += Write(output, EnteredAnswer);
        for (int acknowledged = Interlocked.Exchange(ref _acknowledged, 0); acknowledged > 0; acknowledged--)
            written += Write(output, MessageAnswer);
        while (written < SendBudget && Volatile.Read(ref _at)?.Next is { } next)
        {
            written += Write(output, next.Bytes);
            Volatile.Write(ref _at, next);
        }

        return written;
    }

    private static int Write(PipeWriter output, byte[] packets)
    {
        output.Write(packets);
        return packets.Length;
    }

    private static byte[] Packed<TPacket>(TPacket packet)
        where TPacket : IMessage<TPacket>
    {
        var output = new ArrayBufferWriter<byte>();
        Frame.Write(output, new ResponseHeader { Version = ProtocolLimits.Version }, in packet);
        return output.WrittenSpan.ToArray();
    }
}
