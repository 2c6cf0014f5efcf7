using System.Net.Sockets;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspection.Replaying;
using KerberosGen.Inspector.Commands;
using KerberosGen.Inspector.Packing;

namespace KerberosGen.Inspector.Replaying;

/// <summary>`inspector replay`, once its arguments are understood: a connection for each of the input's, and the answers as they come.</summary>
internal sealed class ReplayRun : IDisposable
{
    private readonly ReplayOptions _options;
    private readonly PacketDecoder _decoder;
    private readonly PacketOutput _output;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, ReplayConnection> _connections = [];
    private readonly TaskCompletionSource _answeredAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sent;
    private long _sentBytes;
    private int _expected = int.MaxValue;
    private int _numbered;

    private ReplayRun(ReplayOptions options, KeyChain keys)
    {
        _options = options;
        _decoder = new PacketDecoder(options.Show.Input.Protocol, keys);
        _output = new PacketOutput(options.Show);
    }

    public static async Task<int> Run(ReplayOptions options, KeyChain keys)
    {
        using PacketSource source = PacketSource.Open(options.Show.Input);
        if (source.Error is { } error)
            return Failure.Say(ExitStatus.UnreadableInput, error);
        using var run = new ReplayRun(options, keys);
        try
        {
            await run.SendAll(source);
        }
        catch (CaptureFormatException exception)
        {
            return Failure.Say(ExitStatus.UnreadableInput, PacketInput.Describe(exception));
        }
        catch (PackingException exception)
        {
            return Failure.Say(EncodeRun.StatusOf(exception), exception.Message);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            string why = exception is SocketException ? DisplayText.Escape(exception.Message) : "no answer in time";
            return Failure.Say(ExitStatus.UnreadableInput, $"{options.Target.EndPoint}: {why}");
        }

        return await run.Finish();
    }

    public void Dispose()
    {
        foreach (ReplayConnection connection in _connections.Values)
            connection.Dispose();
        _output.Dispose();
    }

    private async Task SendAll(PacketSource source)
    {
        long start = TimeProvider.System.GetTimestamp();
        DateTimeOffset? first = null;
        foreach (DecodedPacket packet in source.Packets(new PacketDecoder(_options.Show.Input.Protocol)))
        {
            if (packet.Length == 0 || (packet.Direction ?? _options.Direction) != _options.Direction || (_options.Stream ?? packet.Origin?.Stream) != packet.Origin?.Stream)
                continue;
            if (_options.Speed is { } speed && packet.Origin is { } origin)
            {
                first ??= origin.Time;
                TimeSpan wait = ((origin.Time - first.Value) / speed) - TimeProvider.System.GetElapsedTime(start);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait);
            }

            await Send(packet);
        }
    }

    private async Task Send(DecodedPacket packet)
    {
        int stream = packet.Origin?.Stream ?? 0;
        if (!_connections.TryGetValue(stream, out ReplayConnection? connection))
        {
            connection = await ReplayConnection.Open(
                _options.Target.EndPoint, _options.OverUdp,
                (peer, self) => new AnswerDecoder(_decoder, _options.Answers, _options.Show.Input.Packet, stream, peer, self, () => ++_numbered),
                Show, _gate, _options.Timeout);
            _connections.Add(stream, connection);
        }

        if (connection.IsClosed)
        {
            Console.Error.Write(FormattableString.Invariant($"inspector: packet #{packet.Number} was not sent: the peer has ended the connection\n"));
            return;
        }

        try
        {
            await connection.Send(packet.Bytes);
            _sent++;
            _sentBytes += packet.Length;
        }
        catch (SocketException exception)
        {
            Console.Error.Write($"inspector: packet #{packet.Number} was not sent: {DisplayText.Escape(exception.Message)}\n");
        }
    }

    private void Show(IEnumerable<DecodedPacket> packets)
    {
        foreach (DecodedPacket packet in packets)
        {
            _output.Write(packet);
        }

        _output.Complete();
        if (_output.Count >= Volatile.Read(ref _expected))
            _answeredAll.TrySetResult();
    }

    private async Task<int> Finish()
    {
        if (_sent == 0)
            return Failure.Say(ExitStatus.NothingMatched, $"nothing was sent: the input has no {_options.Direction.ToString().ToLowerInvariant()} of this kind");
        foreach (ReplayConnection connection in _connections.Values)
            connection.EndSending();
        Task all = Task.WhenAll(_connections.Values.Select(c => c.Answered));
        if (_options.OverUdp)
        {
            // Nothing ends a UDP conversation; a request has one answer at most.
            lock (_gate)
            {
                Volatile.Write(ref _expected, _sent);
                Show([]);
            }

            all = Task.WhenAny(all, _answeredAll.Task);
        }

        bool isEnded = await Task.WhenAny(all, Task.Delay(_options.Timeout)) == all;
        lock (_gate)
        {
            Console.Error.Write(FormattableString.Invariant(
                $"inspector: sent {_sent} packets ({_sentBytes} bytes) to {_options.Target.EndPoint} on {_connections.Count} connections; {_output.Count} packets came back{(isEnded ? "" : ", and the wait ended")}\n"));
            return _output.Count == 0 ? ExitStatus.NothingMatched
                : _output.HasErrors ? ExitStatus.DecodedWithErrors
                : _output.HasFailedVerification ? ExitStatus.VerificationFailed
                : ExitStatus.Clean;
        }
    }
}
