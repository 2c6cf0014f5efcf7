using System.Buffers;
using System.Net;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// Checks a request as the KDC would, with the KDC's own code and with the principals that files and the capture show; that
/// others are registered, or their names free, is assumed. What an administrator has decided does not show: that principals are
/// not disabled is assumed, and that registration is open, unless the KDC registers someone.
/// </summary>
/// <param name="keys">The files at hand.</param>
/// <param name="book">What the capture shows of the servers.</param>
internal sealed class KdcCheck(KeyChain keys, ServerBook book)
{
    private readonly RoleObserver _observer = new();

    /// <summary>Checks one request.</summary>
    public RuleCheck Check(DecodedPacket request)
    {
        PacketOrigin origin = request.Origin!;
        var check = new RuleCheck(RefusalRules.OfKdc(request.Code!.Value, origin.IsDatagram));
        if (request.Code is ClientRegistration.Code or ServiceRegistration.Code)
            AssumeOpen(origin.To, check);
        var store = new AssumedStore(keys, book, check);
        using var kdc = new KeyDistributionCenter(store, new KdcOptions { TimeZone = TimeZoneInfo.Utc, CipherCacheSize = 0 }, new CapturedClock(origin.Time), SystemRandomSource.Instance);
        _observer.Clear();
        var bytes = new ReadOnlySequence<byte>(request.Bytes);
        switch (Frame.TryRead(ref bytes, ProtocolLimits.MaxRequestPayload, out RequestHeader header, out ReadOnlySequence<byte> payload))
        {
            case FrameStatus.Done:
                // The store answers at once, so the KDC does.
                kdc.AnswerAsync(in header, payload.FirstSpan, new KdcExchange(origin.From, new ArrayBufferWriter<byte>(), _observer, CancellationToken.None)).GetAwaiter().GetResult();
                break;
            case FrameStatus.SizeRefused:
                check.Break(Refusals.Size(header.Code, header.PayloadSize));
                break;
        }

        if (_observer.Refusal is { } broken)
            check.Break(broken);
        if (check.Broken is null)
        {
            check.Details.Add("a KDC also refuses who asks for more than its limits allow, which no capture shows");
            if (request.Code == ServiceListRequest.Code)
                AssumeSent(origin, check);
        }

        check.Details.Insert(0, "checked as the KDC would");
        return check;
    }

    private void AssumeOpen(IPEndPoint kdc, RuleCheck check)
    {
        if (book.Registering(kdc) is { } packet)
            check.Details.Add(FormattableString.Invariant($"packet #{packet} shows that registration is open"));
        else
            check.Assume(RefusalRules.RegistrationClosed);
    }

    private void AssumeSent(PacketOrigin origin, RuleCheck check)
    {
        if (!book.HasList)
            check.Assume(RefusalRules.ListTooLong);
        if (origin.IsDatagram)
            check.Assume(RefusalRules.AnswerTooLong);
    }

    private sealed class AssumedStore(KeyChain keys, ServerBook book, RuleCheck check) : IPrincipalStore
    {
        // The id that the KDC drew for a principal whose name is taken: it asks whether it was the id.
        private PrincipalId? _refused;

        public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation)
        {
            if (id == _refused)
                return new((ClientPrincipal?)null);
            bool isListed = keys.Clients?.ContainsKey(id) == true;
            int? shown = book.Client(id);
            if (shown is { } packet)
                check.Details.Add(FormattableString.Invariant($"packet #{packet} shows that the client is registered"));
            else if (isListed)
                check.Details.Add("clients.txt lists the client");
            else if (keys.Clients is not null)
                check.Details.Add("clients.txt does not list the client");
            else
                check.Assume(RefusalRules.UnknownClient, KdcRefusals.UnknownClient(id));
            check.Assume(RefusalRules.ClientDisabled, KdcRefusals.ClientDisabled(id));
            return new(shown is null && !isListed && keys.Clients is not null ? null : new ClientPrincipal(id, new PrincipalName("client"), NewKey(), default));
        }

        public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation)
        {
            if (id == _refused)
                return new((ServicePrincipal?)null);
            bool isListed = keys.Services?.ContainsKey(id) == true;
            int? shown = book.Service(id);
            bool isMissing = shown is null && !isListed && (keys.Services is not null || book.HasList);
            if (shown is { } packet)
                check.Details.Add(FormattableString.Invariant($"packet #{packet} shows that the service is registered"));
            else if (isListed)
                check.Details.Add("services.json lists the service");
            else if (isMissing)
                check.Details.Add(keys.Services is not null ? "services.json does not list the service" : "the KDC's list of services does not have it");
            else
                check.Assume(RefusalRules.UnknownService, KdcRefusals.UnknownService(id));
            check.Assume(RefusalRules.ServiceDisabled, KdcRefusals.ServiceDisabled(id));
            return new(isMissing ? null : new ServicePrincipal(id, new PrincipalName("service"), NewKey(), new IPEndPoint(0, 1)));
        }

        public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation) =>
            new(IsFree(isService: false, client.Id, client.Name, keys.Clients, KdcRefusals.ClientNameTaken(client.Name)));

        public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation) =>
            new(IsFree(isService: true, service.Id, service.Name, keys.Services, KdcRefusals.ServiceNameTaken(service.Name)));

        public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => new([]);

        public void NoteSeen(PrincipalId client, DateTimeOffset now)
        {
        }

        private static KeyMaterial NewKey() => new(stackalloc byte[AesKey.Size]);

        private bool IsFree(bool isService, PrincipalId id, PrincipalName name, Dictionary<PrincipalId, string>? listed, string taken)
        {
            string text = name.ToString();
            if (book.Name(isService, text) is { } packet)
                check.Details.Add(FormattableString.Invariant($"packet #{packet} shows that the name was registered before"));
            else if (listed?.ContainsValue(text) == true)
                check.Details.Add($"{(isService ? "services.json" : "clients.txt")} lists {DisplayText.Quote(name.Utf8)}");
            else
            {
                check.Assume(RefusalRules.NameTaken, taken);
                return true;
            }

            _refused = id;
            return false;
        }
    }
}
