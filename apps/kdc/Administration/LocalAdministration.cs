using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>Administration of a database that this process has open: the running KDC's own, or a stopped KDC's.</summary>
/// <param name="database">The principals.</param>
/// <param name="audit">Where every act is written down.</param>
/// <param name="subject">Who asks.</param>
/// <param name="kdc">Where the KDC listens; null if it does not run.</param>
internal sealed class LocalAdministration(IPrincipalDatabase database, AuditLog audit, AuditSubject subject, IPEndPoint? kdc) : IKdcAdministration
{
    private readonly KdcAdministrator _administrator = new(database, TimeProvider.System, SystemRandomSource.Instance);

    public ValueTask<IPEndPoint?> FindKdcAsync(CancellationToken cancellation) => new(kdc);

    public async IAsyncEnumerable<ClientRow> ReadClientsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (ClientPrincipal client in database.ReadClientsAsync(cancellation))
            yield return new ClientRow(client.Id.ToString(), client.Name.ToString(), ToTheSecond(client.LastSeen), client.IsDisabled);
    }

    public async IAsyncEnumerable<ServiceRow> ReadServicesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (ServicePrincipal service in await database.ListServicesAsync(cancellation))
            yield return new ServiceRow(service.Id.ToString(), service.Name.ToString(), service.EndPoint.ToString(), service.IsDisabled);
    }

    public Task<ActOutcome> ActAsync(AdministrativeAct act, CancellationToken cancellation) => audit.RunAsync(
        subject,
        new AuditAct(act.Verb.ToString().ToLowerInvariant(), act.Kind.ToString().ToLowerInvariant(), act.Name, act.Address),
        () => PerformAsync(act, cancellation),
        static outcome => outcome.Refusal is { } refusal ? AuditOutcome.Refused(refusal) : AuditOutcome.Done(outcome.Id));

    private async Task<ActOutcome> PerformAsync(AdministrativeAct act, CancellationToken cancellation) => (act.Kind, act.Verb) switch
    {
        (PrincipalKind.Client, AdministrativeVerb.Add) => await WithKeyAsync(act, key => _administrator.AddClientAsync(act.Name, key, cancellation)),
        (PrincipalKind.Client, AdministrativeVerb.Password) => await WithKeyAsync(act, key => _administrator.SetClientKeyAsync(act.Name, key, cancellation)),
        (PrincipalKind.Client, AdministrativeVerb.Remove) => Of(await _administrator.RemoveClientAsync(act.Name, cancellation)),
        (PrincipalKind.Client, AdministrativeVerb.Disable) => Of(await _administrator.SetClientDisabledAsync(act.Name, true, cancellation)),
        (PrincipalKind.Client, AdministrativeVerb.Enable) => Of(await _administrator.SetClientDisabledAsync(act.Name, false, cancellation)),
        (PrincipalKind.Service, AdministrativeVerb.Add) => await WithAddressAsync(act, address => _administrator.AddServiceAsync(act.Name, address, cancellation), hasNewKey: true),
        (PrincipalKind.Service, AdministrativeVerb.Address) => await WithAddressAsync(act, address => _administrator.SetServiceAddressAsync(act.Name, address, cancellation), hasNewKey: false),
        (PrincipalKind.Service, AdministrativeVerb.Rekey) => Of(await _administrator.RekeyServiceAsync(act.Name, cancellation), hasNewKey: true),
        (PrincipalKind.Service, AdministrativeVerb.Remove) => Of(await _administrator.RemoveServiceAsync(act.Name, cancellation)),
        (PrincipalKind.Service, AdministrativeVerb.Disable) => Of(await _administrator.SetServiceDisabledAsync(act.Name, true, cancellation)),
        (PrincipalKind.Service, AdministrativeVerb.Enable) => Of(await _administrator.SetServiceDisabledAsync(act.Name, false, cancellation)),
        _ => new ActOutcome { Refusal = $"A {act.Kind.ToString().ToLowerInvariant()} knows no '{act.Verb.ToString().ToLowerInvariant()}'." },
    };

    private static DateTime ToTheSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()).UtcDateTime;

    private static async Task<ActOutcome> WithKeyAsync(AdministrativeAct act, Func<KeyMaterial, ValueTask<AdministrationResult<ClientPrincipal>>> perform)
    {
        var key = new KeyMaterial(act.Key);
        CryptographicOperations.ZeroMemory(act.Key);
        ActOutcome outcome = Of(await perform(key));
        if (outcome.Refusal is not null)
            key.Dispose();
        return outcome;
    }

    private static async Task<ActOutcome> WithAddressAsync(
        AdministrativeAct act, Func<IPEndPoint, ValueTask<AdministrationResult<ServicePrincipal>>> perform, bool hasNewKey) =>
        Validator.TryEndPoint(act.Address, out IPEndPoint? address, out string? problem)
            ? Of(await perform(address), hasNewKey)
            : new ActOutcome { Refusal = problem };

    private static ActOutcome Of(AdministrationResult<ClientPrincipal> result) =>
        result.IsDone ? new ActOutcome { Id = result.Principal.Id.ToString() } : new ActOutcome { Refusal = result.Refusal };

    private static ActOutcome Of(AdministrationResult<ServicePrincipal> result, bool hasNewKey = false) => result.IsDone
        ? new ActOutcome
        {
            Id = result.Principal.Id.ToString(),
            Address = result.Principal.EndPoint.ToString(),
            Key = hasNewKey ? result.Principal.Key.Bytes.ToArray() : null,
        }
        : new ActOutcome { Refusal = result.Refusal };
}
