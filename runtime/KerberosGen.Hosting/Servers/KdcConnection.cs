using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// One connection of a KDC: requests in, answers out, as long as the limits allow. A request whose answer completes at once
/// allocates nothing on its way.
/// </summary>
internal sealed class KdcConnection : IDisposable
{
    /// <summary>Answers that may be gathered before they are sent, in bytes.</summary>
    private const int MaxGathered = 64 * 1024;

    /// <summary>Requests that a peer has answered in a row before others get their turn.</summary>
    private const int RequestsPerTurn = 64;

    private readonly KeyDistributionCenter _kdc;
    private readonly KdcAdmission _admission;
    private readonly StoreFailureLog _failures;
    private readonly SourceAccount _source;
    private readonly PipeReader _input;
    private readonly PipeWriter _output;
    private readonly KdcExchange _exchange;
    private readonly RequestLoop _loop;
    private PrincipalId _principal;
    private ushort _code;
    private long _begun;
    private long _warnings;

    public KdcConnection(
        KeyDistributionCenter kdc, ServedConnection served, ServerLimits limits, IKdcObserver observer, KdcAdmission admission, StoreFailureLog failures)
    {
        _kdc = kdc;
        _admission = admission;
        _failures = failures;
        _source = ((SourcePlace)served.Place!).Source;
        _input = served.Context.Transport.Input;
        _output = served.Context.Transport.Output;
        _exchange = new KdcExchange(served.Peer, _output, observer, served.Overdue);
        _loop = new RequestLoop(served, limits);
    }

    /// <summary>Answers until the connection ends.</summary>
    public async Task RunAsync()
    {
        bool goesOn;
        do
        {
            long pending = _loop.Pending;
            goesOn = await _loop.FillAsync().ConfigureAwait(false);
            _admission.Statistics.Received(_loop.Pending - pending);
            int answered = 0;
            while (Answer() is { } answer)
            {
                Disposition? disposition = await EndAsync(answer).ConfigureAwait(false);
                // A list may be a thousand times longer than its request, so many of them are not gathered.
                if ((disposition != Disposition.KeepOpen || _output.UnflushedBytes > MaxGathered) && !await SendAsync().ConfigureAwait(false))
                    return;
                if (disposition == Disposition.Close)
                {
                    _loop.Dispose();
                    await Farewell.DropInputAsync(_input).ConfigureAwait(false);
                }

                if (disposition != Disposition.KeepOpen)
                    return;
                if (++answered % RequestsPerTurn == 0)
                    await Task.Yield();
            }

            // Answers share a write only where the peer pipelined its requests.
            if (_output.UnflushedBytes > 0 && !await SendAsync().ConfigureAwait(false))
                return;
        }
        while (goesOn);
    }

    public void Dispose() => _loop.Dispose();

    /// <summary>The answer to the next request, or null if none is whole.</summary>
    private ValueTask<Disposition>? Answer()
    {
        FrameStatus status = _loop.TryRead(out RequestHeader header, out ReadOnlySpan<byte> payload);
        if (status == FrameStatus.NeedMoreData)
            return null;
        _principal = header.ClientId;
        _code = header.Code;
        _begun = Stopwatch.GetTimestamp();
        KdcVerdict verdict = _admission.Admit(_source, isDatagram: false, in header);
        _exchange.Begin();
        if (!verdict.IsGranted)
            return new(_exchange.TurnAway(header.Code, verdict.Kind, verdict.Words!, DispositionOf(status)));
        try
        {
            return status switch
            {
                FrameStatus.Done => _kdc.AnswerAsync(in header, payload, _exchange),
                FrameStatus.SizeRefused => new(_exchange.Refuse(KdcRefusalKind.NotValid, (header.Code, header.PayloadSize), static h => Refusals.Size(h.Code, h.PayloadSize), Disposition.Close)),
                _ => new(_exchange.Refuse(KdcRefusalKind.NotValid, KdcRefusals.HeaderNotValid, Disposition.Close)),
            };
        }
        catch (Exception e)
        {
            return ValueTask.FromException<Disposition>(e);
        }
    }

    /// <summary>A peer that goes on although it is told that it asks too often is closed, and one that sends no packets anyway.</summary>
    private Disposition DispositionOf(FrameStatus status) =>
        status == FrameStatus.Done && _admission.TryWarn(ref _warnings) ? Disposition.KeepOpen : Disposition.Close;

    /// <summary>Waits for an answer; null if the store failed, which costs the peer its connection.</summary>
    private ValueTask<Disposition?> EndAsync(ValueTask<Disposition> answer)
    {
        if (!answer.IsCompletedSuccessfully)
            return WaitAsync(answer);
        NoteAnswer();
        return new(answer.Result);
    }

    private async ValueTask<Disposition?> WaitAsync(ValueTask<Disposition> answer)
    {
        try
        {
            Disposition disposition = await answer.ConfigureAwait(false);
            NoteAnswer();
            return disposition;
        }
        catch (Exception e) when (!_exchange.Cancellation.IsCancellationRequested)
        {
            _failures.Add(_exchange.Peer, e);
            return null;
        }
    }

    private void NoteAnswer()
    {
        _exchange.Observer.Answered(_code, _exchange.IsRefused, Stopwatch.GetElapsedTime(_begun));
        if (_exchange.RefusedAs is { } kind)
            _admission.NoteRefusal(_source, _principal, kind);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> SendAsync()
    {
        long bytes = _output.UnflushedBytes;
        if (bytes == 0)
            return true;
        _admission.Statistics.Sent(bytes);
        _admission.Statistics.Unsent(bytes);
        try
        {
            return await _loop.FlushAsync(_output).ConfigureAwait(false);
        }
        finally
        {
            _admission.Statistics.Unsent(-bytes);
        }
    }
}
