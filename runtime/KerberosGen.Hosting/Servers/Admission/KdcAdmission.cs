using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>
/// Asked before a KDC works for anyone: keeps the limits per source, per principal and for all. One object serves every server of
/// a KDC. What it knows of peers is bounded, and asking it allocates nothing.
/// </summary>
public sealed class KdcAdmission
{
    private const int Sets = 4096;

    private static readonly Rate Warnings = new(5, 50);

    // What every source may ask in a principal's name although others ask too much in it: whoever knows an id could lock its
    // owner out otherwise.
    private static readonly Rate Share = new(1, 5);

    private readonly TimeProvider _clock;
    private readonly RateLimit _requestsPerSource;
    private readonly RateLimit _registrationsPerSource;
    private readonly RateLimit _requests;
    private readonly RateLimit _requestsPerPrincipal;
    private readonly RateLimit _refusalsPerPrincipal;
    private readonly RateLimit _datagramBytes;
    private readonly RateLimit _warnings;
    private readonly RateLimit _share;
    private readonly AccountTable<ulong, SourceAccount> _sources = new(Sets);
    private readonly AccountTable<PrincipalKey, PrincipalAccount> _principals = new(Sets);
    private readonly AccountTable<PrincipalKey, PrincipalAccount> _refusals = new(Sets);
    private readonly AccountTable<PrincipalKey, PrincipalAccount> _shares = new(Sets);

    private long _connectionRequestsTaken;
    private long _datagramRequestsTaken;

    /// <summary>Makes one.</summary>
    /// <param name="limits">What peers may take.</param>
    /// <param name="clock">The time.</param>
    public KdcAdmission(KdcLimits limits, TimeProvider clock)
    {
        Limits = limits;
        _clock = clock;
        RateLimit Limit(Rate rate) => new(rate, clock.TimestampFrequency);
        _requestsPerSource = Limit(limits.RequestsPerSource);
        _registrationsPerSource = Limit(limits.RegistrationsPerSource);
        _requests = Limit(limits.Requests);
        _requestsPerPrincipal = Limit(limits.RequestsPerPrincipal);
        _refusalsPerPrincipal = Limit(limits.RefusalsPerPrincipal);
        _datagramBytes = Limit(Rate.Of(limits.DatagramBytesPerSource));
        _warnings = Limit(Warnings);
        _share = Limit(Share);
    }

    /// <summary>What peers may take.</summary>
    public KdcLimits Limits { get; }

    /// <summary>What the servers that ask here have done.</summary>
    public KdcStatistics Statistics { get; } = new();

    internal long Now => _clock.GetTimestamp();

    /// <summary>Takes a place for a new connection, which is given back with <see cref="Leave"/>.</summary>
    internal KdcVerdict TryEnter(IPAddress address, out SourceAccount source)
    {
        long now = Now;
        source = _sources.Find(KeyOf(address), now, static account => account.Connections++);
        KdcVerdict verdict =
            IsOver(Limits.ConnectionsPerSource, Volatile.Read(ref source.Connections)) ? KdcVerdict.SourceHasTooManyConnections
            : !_requestsPerSource.TryTake(ref source.Requests, now) ? KdcVerdict.SourceAsksTooOften
            : !Statistics.TryOpenConnection(Limits.Connections) ? KdcVerdict.TooManyConnections
            : KdcVerdict.Granted;
        if (!verdict.IsGranted)
        {
            Interlocked.Decrement(ref source.Connections);
            Statistics.ConnectionRefused();
        }

        return verdict;
    }

    /// <summary>Gives a connection's place back.</summary>
    internal void Leave(SourceAccount source)
    {
        Interlocked.Decrement(ref source.Connections);
        Statistics.ConnectionClosed();
    }

    /// <summary>The account of a datagram's source.</summary>
    internal SourceAccount SourceOf(IPAddress address) => _sources.Find(KeyOf(address), Now);

    /// <summary>Whether a request is worked on.</summary>
    /// <param name="source">Who asks.</param>
    /// <param name="isDatagram">True if its address may be forged.</param>
    /// <param name="header">The request's header, or the default value if it has none.</param>
    internal KdcVerdict Admit(SourceAccount source, bool isDatagram, in RequestHeader header)
    {
        long now = Now;
        if (!_requestsPerSource.TryTake(ref source.Requests, now))
            return KdcVerdict.SourceAsksTooOften;
        if (!_requests.TryTake(ref isDatagram ? ref _datagramRequestsTaken : ref _connectionRequestsTaken, now))
            return KdcVerdict.TooManyRequests;
        switch (header.Code)
        {
            case ClientRegistration.Code or ServiceRegistration.Code:
                return _registrationsPerSource.TryTake(ref source.Registrations, now) ? KdcVerdict.Granted : KdcVerdict.SourceRegistersTooOften;
            case ServiceListRequest.Code when IsOver(Limits.UnsentBytes, Statistics.UnsentBytes):
                return KdcVerdict.TooMuchUnsent;
            case ServiceListRequest.Code or TicketRequest.Code:
                return AdmitPrincipal(source, header.ClientId, now);
            default:
                return KdcVerdict.Granted;
        }
    }

    /// <summary>Notes that a request which was admitted has been refused by the role.</summary>
    internal void NoteRefusal(SourceAccount source, PrincipalId principal, KdcRefusalKind kind)
    {
        // An id that nobody has is no principal: accounts of such would only fill the table.
        if (Limits.RefusalsPerPrincipal.IsUnlimited || kind is not (KdcRefusalKind.UnknownService or KdcRefusalKind.ServiceDisabled or KdcRefusalKind.ClientDisabled))
            return;
        long now = Now;
        _refusalsPerPrincipal.TryTake(ref _refusals.Find(PrincipalKey.Of(principal, source.Key), now).Taken, now);
    }

    /// <summary>True if a source that asks too often over UDP is told so once more; false if it has been told enough.</summary>
    internal bool TryWarn(SourceAccount source) => TryWarn(ref source.Warnings);

    /// <summary>The same for one connection, which keeps the number.</summary>
    internal bool TryWarn(ref long warnings) => _warnings.TryTake(ref warnings, Now);

    /// <summary>Takes bytes from what a source is sent over UDP; false if it has not that many left.</summary>
    internal bool TrySpend(SourceAccount source, int bytes) => _datagramBytes.TryTake(ref source.DatagramBytes, Now, bytes);

    /// <summary>An IPv4 address as a number, also one that is written as IPv6; of an IPv6 address its first 64 bits.</summary>
    internal static ulong KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int size);
        // A source's IPv6 address never begins with ones: that is multicast.
        const ulong IPv4 = 0xFFFF_FFFF_0000_0000;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return IPv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return address.IsIPv4MappedToIPv6
            ? IPv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes[(size - 4)..])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private KdcVerdict AdmitPrincipal(SourceAccount source, PrincipalId principal, long now)
    {
        if (!Limits.RefusalsPerPrincipal.IsUnlimited
            && _refusals.Peek(PrincipalKey.Of(principal, source.Key)) is { } refused
            && !_refusalsPerPrincipal.HasToken(ref refused.Taken, now))
        {
            return KdcVerdict.PrincipalRefusedTooOften;
        }

        if (Limits.RequestsPerPrincipal.IsUnlimited)
            return KdcVerdict.Granted;
        PrincipalAccount account = _principals.Find(PrincipalKey.Of(principal, source: 0), now);
        if (_requestsPerPrincipal.TryTake(ref account.Taken, now))
            return KdcVerdict.Granted;
        PrincipalAccount share = _shares.Find(PrincipalKey.Of(principal, source.Key), now);
        return _share.TryTake(ref share.Taken, now) ? KdcVerdict.Granted : KdcVerdict.PrincipalAsksTooOften;
    }

    private static bool IsOver(long limit, long taken) => limit > 0 && taken > limit;
}
