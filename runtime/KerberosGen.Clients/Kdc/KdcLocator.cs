using System.Net;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Clients;

/// <summary>
/// Finds a KDC that answers: those of srv.info are tried in their order, but the one that answered last comes first. One that
/// refuses connections, is silent, ends without an answer or answers nonsense leads to the next; a refusal (1601, 1609) is an
/// answer and ends the search. A registration that a KDC may have got is never sent to another one, which would not know that the
/// name is taken, or by whom. Use it from any number of threads.
/// </summary>
public sealed class KdcLocator
{
    private readonly IReadOnlyList<KdcAddress> _addresses;
    private readonly bool _overUdp;
    private readonly IConnectionTap? _tap;
    private readonly KdcTimes _times;
    private volatile int _answeredLast;

    /// <summary>Asks KDCs whose addresses come from options.</summary>
    /// <param name="kdcs">The KDCs; at least one.</param>
    /// <param name="overUdp">True to ask over UDP, and over TCP what does not fit a datagram or is not answered.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="clock">The clock that it waits by, or null for the machine's.</param>
    /// <exception cref="ArgumentException">There is no KDC.</exception>
    public KdcLocator(IReadOnlyList<IPEndPoint> kdcs, bool overUdp, IConnectionTap? tap = null, TimeProvider? clock = null)
        : this([.. kdcs.Select(static kdc => new KdcAddress(kdc))], overUdp, tap, clock)
    {
    }

    /// <summary>Asks KDCs whose addresses may come from a file.</summary>
    /// <param name="kdcs">The KDCs; at least one. What stands there twice is asked once.</param>
    /// <param name="overUdp">True to ask over UDP, and over TCP what does not fit a datagram or is not answered.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <param name="clock">The clock that it waits by, or null for the machine's.</param>
    /// <exception cref="ArgumentException">There is no KDC.</exception>
    public KdcLocator(IReadOnlyList<KdcAddress> kdcs, bool overUdp, IConnectionTap? tap = null, TimeProvider? clock = null)
    {
        if (kdcs.Count == 0)
            throw new ArgumentException("A client needs at least one KDC.", nameof(kdcs));
        _addresses = [.. kdcs.DistinctBy(static kdc => kdc.EndPoint)];
        _overUdp = overUdp;
        _tap = tap;
        _times = new KdcTimes(clock ?? TimeProvider.System);
    }

    /// <summary>The KDCs, in the order in which they stand.</summary>
    public IReadOnlyList<IPEndPoint> Kdcs => [.. _addresses.Select(static address => address.EndPoint)];

    /// <summary>The KDC that answered last; before that, the first one.</summary>
    public IPEndPoint AnsweredLast => _addresses[_answeredLast].EndPoint;

    /// <summary>Asks the first KDC that answers. For each one the question is asked once.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestRefusedException">A KDC refused.</exception>
    /// <exception cref="KdcUnreachableException">None answers; or one may have got a registration and did not answer.</exception>
    public async Task<T> AskAsync<T>(Func<KdcClient, Task<T>> ask, CancellationToken cancellation)
    {
        var failures = new List<(KdcAddress Address, Exception Failure)>();
        int first = _answeredLast;
        for (int turn = 0; turn < _addresses.Count; turn++)
        {
            // The one that answered last, then the others as they stand.
            int at = turn == 0 ? first : turn <= first ? turn - 1 : turn;
            KdcAddress address = _addresses[at];
            KdcClient? kdc = null;
            try
            {
                kdc = await KdcClient.ConnectAsync(address.EndPoint, _overUdp, _times, _tap, cancellation).ConfigureAwait(false);
                T answer = await ask(kdc).ConfigureAwait(false);
                _answeredLast = at;
                return answer;
            }
            catch (RequestRefusedException)
            {
                _answeredLast = at;
                throw;
            }
            catch (Exception e) when (KdcFailure.Is(e))
            {
                cancellation.ThrowIfCancellationRequested();
                if (kdc?.MayHaveRegistered is { } registered)
                    throw Uncertain(address, registered, e);
                failures.Add((address, e));
            }
            finally
            {
                if (kdc is not null)
                    await kdc.DisposeAsync().ConfigureAwait(false);
            }
        }

        throw Unreachable(failures);
    }

    private static KdcUnreachableException Uncertain(KdcAddress address, string registered, Exception e) => new(
        $"The KDC at {address.EndPoint} may have registered {registered}, but its answer did not come ({KdcFailure.Reason(e)}). Try again once it is there: if the name is taken then, choose another, or have the KDC's administrator remove it ('kdc principals remove').",
        e);

    private static KdcUnreachableException Unreachable(List<(KdcAddress Address, Exception Failure)> failures)
    {
        (KdcAddress address, Exception last) = failures[^1];
        if (failures.Count == 1)
        {
            string source = address.Position is { } position ? $"{position} and -pr" : "-ip, -p and -pr";
            return new KdcUnreachableException(
                $"The KDC at {address.EndPoint} cannot be reached ({KdcFailure.Reason(last)}). Is it running, and are {source} right?", last);
        }

        string tried = string.Join("; ", failures.Select(static tried => $"{At(tried.Address)} ({KdcFailure.Reason(tried.Failure)})"));
        return new KdcUnreachableException($"None of the {failures.Count} KDCs can be reached: {tried}. Is one of them running, and are these addresses and -pr right?", last);
    }

    private static string At(KdcAddress address) => address.Position is { } position ? $"{address.EndPoint} of {position}" : $"{address.EndPoint}";
}
