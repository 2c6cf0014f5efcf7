using System.Diagnostics.Metrics;
using System.Net;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>
/// The KDC's figures, by the meter <c>KerberosGen.Kdc</c>: names and units as OpenTelemetry would have them. Counting
/// allocates nothing: the tags are made once.
/// </summary>
internal sealed class KdcMetrics : IKdcObserver, IDisposable
{
    public const string MeterName = "KerberosGen.Kdc";

    private static readonly KeyValuePair<string, object?> Client = new("kdc.principal", "client");
    private static readonly KeyValuePair<string, object?> Service = new("kdc.principal", "service");
    private static readonly KeyValuePair<string, object?> Answer = new("kdc.outcome", "answered");
    private static readonly KeyValuePair<string, object?> Refusal = new("kdc.outcome", "refused");
    private static readonly KeyValuePair<string, object?> Received = new("network.io.direction", "receive");
    private static readonly KeyValuePair<string, object?> Sent = new("network.io.direction", "transmit");
    private static readonly KeyValuePair<string, object?>[] Requests =
        [.. new[] { "client_registration", "service_registration", "service_list", "ticket", "other" }.Select(static name => new KeyValuePair<string, object?>("kdc.request", name))];
    private static readonly KeyValuePair<string, object?>[] Kinds =
        [.. Enum.GetNames<KdcRefusalKind>().Select(static name => new KeyValuePair<string, object?>("kdc.refusal", SnakeCase(name)))];

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _registrations, _lists, _tickets, _refusals, _loopbacks, _storeFailures;
    private readonly Histogram<double> _requestTime, _storeTime;

    public KdcMetrics()
    {
        _registrations = _meter.CreateCounter<long>("kerberosgen.kdc.registrations", "{registration}", "Clients and services that have registered.");
        _lists = _meter.CreateCounter<long>("kerberosgen.kdc.lists", "{list}", "Lists of services that were sent.");
        _tickets = _meter.CreateCounter<long>("kerberosgen.kdc.tickets", "{ticket}", "Tickets that were issued.");
        _refusals = _meter.CreateCounter<long>("kerberosgen.kdc.refusals", "{refusal}", "Requests that were refused, by what was wrong.");
        _loopbacks = _meter.CreateCounter<long>(
            "kerberosgen.kdc.services.loopback", "{registration}", "Services that registered at a loopback address of a KDC that serves other hosts.");
        _storeFailures = _meter.CreateCounter<long>("kerberosgen.kdc.store.failures", "{failure}", "Times that the store did not do what it was asked.");
        _requestTime = _meter.CreateHistogram(
            "kerberosgen.kdc.request.duration",
            "s",
            "How long requests took, from when one was there until its answer was ready to be sent.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] });
        _storeTime = _meter.CreateHistogram(
            "kerberosgen.kdc.store.write.duration",
            "s",
            "How long the store took to keep a registration.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
        // A series that exists from the start can be alarmed by, and its first step is seen.
        foreach (KeyValuePair<string, object?> kind in Kinds)
            _refusals.Add(0, kind);
        _registrations.Add(0, Client);
        _registrations.Add(0, Service);
        _lists.Add(0);
        _tickets.Add(0);
    }

    public void ClientRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id) => _registrations.Add(1, Client);

    public void ServiceRegistered(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) => _registrations.Add(1, Service);

    public void ServiceAtLoopback(IPEndPoint peer, PrincipalName name, PrincipalId id, IPEndPoint endPoint) => _loopbacks.Add(1);

    public bool ReadsReason(KdcRefusalKind kind) => false;

    public void ServicesListed(IPEndPoint peer, PrincipalId client, int count) => _lists.Add(1);

    public void TicketIssued(IPEndPoint peer, PrincipalId client, PrincipalId service) => _tickets.Add(1);

    public void Refused(IPEndPoint peer, KdcRefusalKind kind, string reason) => _refusals.Add(1, Kinds[(int)kind]);

    public void Answered(ushort code, bool isRefused, TimeSpan time) =>
        _requestTime.Record(time.TotalSeconds, Requests[Math.Min((uint)(code - ClientRegistration.Code), (uint)Requests.Length - 1)], isRefused ? Refusal : Answer);

    /// <summary>Shows what the servers and the cache of ciphers count for themselves.</summary>
    public void Watch(KdcStatistics servers, CipherCache ciphers)
    {
        _meter.CreateObservableUpDownCounter("kerberosgen.kdc.connections.active", () => servers.OpenConnections, "{connection}", "Connections that are open now.");
        _meter.CreateObservableCounter("kerberosgen.kdc.connections.accepted", () => servers.Connections, "{connection}", "Connections that were accepted.");
        _meter.CreateObservableCounter("kerberosgen.kdc.connections.refused", () => servers.ConnectionsRefused, "{connection}", "Connections that were turned away.");
        _meter.CreateObservableCounter<long>(
            "kerberosgen.kdc.io", () => [new(servers.BytesReceived, Received), new(servers.BytesSent, Sent)], "By", "Bytes of requests and of answers, by TCP and UDP.");
        _meter.CreateObservableCounter<long>(
            "kerberosgen.kdc.datagrams", () => [new(servers.DatagramsReceived, Received), new(servers.DatagramsSent, Sent)], "{datagram}", "Datagrams that came and went.");
        _meter.CreateObservableCounter("kerberosgen.kdc.datagrams.dropped", () => servers.DatagramsDropped, "{datagram}", "Datagrams that were not answered.");
        _meter.CreateObservableCounter(
            "kerberosgen.kdc.datagrams.repeated", () => servers.AnswersRepeated, "{datagram}", "Datagrams that came again and got the answer of the first.");
        _meter.CreateObservableUpDownCounter("kerberosgen.kdc.unsent", () => servers.UnsentBytes, "By", "Bytes of answers that wait for slow peers.");
        _meter.CreateObservableCounter(
            "kerberosgen.kdc.requests.unanswered", () => servers.StoreFailures, "{request}", "Requests that got no answer because the store failed.");
        _meter.CreateObservableCounter<long>(
            "kerberosgen.kdc.cipher_cache.lookups",
            () => [new(ciphers.Hits, new KeyValuePair<string, object?>("kdc.cache", "hit")), new(ciphers.Misses, new KeyValuePair<string, object?>("kdc.cache", "miss"))],
            "{lookup}",
            "Principals whose ciphers were kept, or had to be made.");
        _meter.CreateObservableUpDownCounter("kerberosgen.kdc.cipher_cache.size", () => (long)ciphers.Count, "{principal}", "Principals whose ciphers are kept now.");
    }

    /// <summary>The store has failed.</summary>
    /// <param name="operation">At what: <c>find</c>, <c>add</c>, <c>change</c>, <c>flush</c>.</param>
    public void StoreFailed(string operation) => _storeFailures.Add(1, new KeyValuePair<string, object?>("kdc.store.operation", operation));

    /// <summary>The store has kept a registration.</summary>
    public void StoreWrote(TimeSpan time) => _storeTime.Record(time.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    private static string SnakeCase(string name) =>
        string.Concat(name.Select(static (c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
