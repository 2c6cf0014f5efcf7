using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// What an administrator does to the principals of a KDC, running or not. An act that is answered as done is kept, and holds
/// for every request from then on: the KDC asks the same database. Principals are named; names compare as bytes.
/// </summary>
/// <param name="database">Where principals are kept.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Where ids and services' keys come from; neither has a zero byte (protocol, 'Living with the original program').</param>
public sealed class KdcAdministrator(IPrincipalDatabase database, TimeProvider clock, IRandomSource random)
{
    /// <summary>Registers a client under a new id, whether or not registration is open to all.</summary>
    /// <param name="name">A name that no client has.</param>
    /// <param name="key">Its long-term key: SHA-256 of its password, 32 bytes. The database's from here on if this is done, otherwise still the caller's.</param>
    /// <param name="cancellation">Ends waits for the database.</param>
    public async ValueTask<AdministrationResult<ClientPrincipal>> AddClientAsync(string name, KeyMaterial key, CancellationToken cancellation)
    {
        if (!Validator.TryName(name, out PrincipalName valid, out string? problem) || !IsKey(key, out problem))
            return AdministrationResult<ClientPrincipal>.Refused(problem);
        var client = new ClientPrincipal(NewId(), valid, key, clock.GetUtcNow());
        return await database.TryAddAsync(client, cancellation).ConfigureAwait(false)
            ? AdministrationResult<ClientPrincipal>.Done(client)
            : AdministrationResult<ClientPrincipal>.Refused(AdministrationRefusals.ClientNameTaken(in valid));
    }

    /// <summary>Removes a client: it gets no ticket from now on, and its name is free. Tickets that it has last until they expire.</summary>
    public ValueTask<AdministrationResult<ClientPrincipal>> RemoveClientAsync(string name, CancellationToken cancellation) =>
        OnClientAsync(
            name, async client => await database.RemoveClientAsync(client.Id, cancellation).ConfigureAwait(false) ? client : null, cancellation);

    /// <summary>Disables a client, so that it gets no ticket and no list, or enables it again. Doing so twice is no fault.</summary>
    public ValueTask<AdministrationResult<ClientPrincipal>> SetClientDisabledAsync(string name, bool isDisabled, CancellationToken cancellation) =>
        OnClientAsync(
            name, client => database.UpdateClientAsync(client.Id, c => c with { IsDisabled = isDisabled }, cancellation), cancellation);

    /// <summary>Gives a client another password: from now on what it is sent opens with this key alone.</summary>
    /// <param name="name">The client's name.</param>
    /// <param name="key">SHA-256 of the password, 32 bytes. The database's from here on if this is done, otherwise still the caller's.</param>
    /// <param name="cancellation">Ends waits for the database.</param>
    public ValueTask<AdministrationResult<ClientPrincipal>> SetClientKeyAsync(string name, KeyMaterial key, CancellationToken cancellation) =>
        IsKey(key, out string? problem)
            ? OnClientAsync(name, client => database.UpdateClientAsync(client.Id, c => c with { Key = key }, cancellation), cancellation)
            : new(AdministrationResult<ClientPrincipal>.Refused(problem));

    /// <summary>Registers a service under a new id, with a new key.</summary>
    /// <param name="name">A name that no service has.</param>
    /// <param name="endPoint">Where clients are told that it listens.</param>
    /// <param name="cancellation">Ends waits for the database.</param>
    public async ValueTask<AdministrationResult<ServicePrincipal>> AddServiceAsync(string name, IPEndPoint endPoint, CancellationToken cancellation)
    {
        if (!Validator.TryName(name, out PrincipalName valid, out string? problem) || !TryReachable(endPoint, out IPEndPoint reachable, out problem))
            return AdministrationResult<ServicePrincipal>.Refused(problem);
        var service = new ServicePrincipal(NewId(), valid, NewKey(), reachable);
        if (await database.TryAddAsync(service, cancellation).ConfigureAwait(false))
            return AdministrationResult<ServicePrincipal>.Done(service);
        service.Key.Dispose();
        return AdministrationResult<ServicePrincipal>.Refused(AdministrationRefusals.ServiceNameTaken(in valid));
    }

    /// <summary>Removes a service: no list has it and no ticket is made to it from now on, and its name is free.</summary>
    public ValueTask<AdministrationResult<ServicePrincipal>> RemoveServiceAsync(string name, CancellationToken cancellation) =>
        OnServiceAsync(
            name, async service => await database.RemoveServiceAsync(service.Id, cancellation).ConfigureAwait(false) ? service : null, cancellation);

    /// <summary>Disables a service, so that no list has it and no ticket is made to it, or enables it again. Doing so twice is no fault.</summary>
    public ValueTask<AdministrationResult<ServicePrincipal>> SetServiceDisabledAsync(string name, bool isDisabled, CancellationToken cancellation) =>
        OnServiceAsync(
            name, service => database.UpdateServiceAsync(service.Id, s => s with { IsDisabled = isDisabled }, cancellation), cancellation);

    /// <summary>Gives a service a new key. Once the service has it too, tickets made under the old one open no more.</summary>
    public ValueTask<AdministrationResult<ServicePrincipal>> RekeyServiceAsync(string name, CancellationToken cancellation) =>
        OnServiceAsync(
            name,
            service =>
            {
                KeyMaterial key = NewKey();
                return database.UpdateServiceAsync(service.Id, s => s with { Key = key }, cancellation);
            },
            cancellation);

    /// <summary>Sets where clients are told that a service listens, whatever address it registered from.</summary>
    public ValueTask<AdministrationResult<ServicePrincipal>> SetServiceAddressAsync(string name, IPEndPoint endPoint, CancellationToken cancellation) =>
        TryReachable(endPoint, out IPEndPoint reachable, out string? problem)
            ? OnServiceAsync(name, service => database.UpdateServiceAsync(service.Id, s => s with { EndPoint = reachable }, cancellation), cancellation)
            : new(AdministrationResult<ServicePrincipal>.Refused(problem));

    /// <summary>Says which addresses a service may have: 1602 carries IPv4 only, and a client must be able to connect there.</summary>
    /// <param name="endPoint">What was asked for; an IPv4 address in IPv6 notation is the IPv4 address.</param>
    /// <param name="reachable">What is kept.</param>
    /// <param name="problem">Why not.</param>
    public static bool TryReachable(
        IPEndPoint endPoint, out IPEndPoint reachable, [NotNullWhen(false)] out string? problem)
    {
        reachable = endPoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port) : endPoint;
        // 0.0.0.0 is any machine, 224.0.0.0 and up are groups, reserved, or everyone (RFC 6890).
        bool isOneMachine = reachable.AddressFamily == AddressFamily.InterNetwork && reachable.Address.GetAddressBytes()[0] is > 0 and < 224;
        problem = isOneMachine && reachable.Port > 0 ? null : AdministrationRefusals.AddressNotValid(endPoint);
        return problem is null;
    }

    private static bool IsKey(KeyMaterial key, [NotNullWhen(false)] out string? problem)
    {
        problem = key.Bytes.Length == AesKey.Size ? null : AdministrationRefusals.KeySize(key.Bytes.Length);
        return problem is null;
    }

    private async ValueTask<AdministrationResult<ClientPrincipal>> OnClientAsync(
        string name, Func<ClientPrincipal, ValueTask<ClientPrincipal?>> act, CancellationToken cancellation)
    {
        if (!Validator.TryName(name, out PrincipalName valid, out string? problem))
            return AdministrationResult<ClientPrincipal>.Refused(problem);
        ClientPrincipal? client = await database.FindClientAsync(valid, cancellation).ConfigureAwait(false);
        // Another administrator may remove it between the two steps.
        return client is not null && await act(client).ConfigureAwait(false) is { } changed
            ? AdministrationResult<ClientPrincipal>.Done(changed)
            : AdministrationResult<ClientPrincipal>.Refused(AdministrationRefusals.NoClient(in valid));
    }

    private async ValueTask<AdministrationResult<ServicePrincipal>> OnServiceAsync(
        string name, Func<ServicePrincipal, ValueTask<ServicePrincipal?>> act, CancellationToken cancellation)
    {
        if (!Validator.TryName(name, out PrincipalName valid, out string? problem))
            return AdministrationResult<ServicePrincipal>.Refused(problem);
        ServicePrincipal? service = await database.FindServiceAsync(valid, cancellation).ConfigureAwait(false);
        return service is not null && await act(service).ConfigureAwait(false) is { } changed
            ? AdministrationResult<ServicePrincipal>.Done(changed)
            : AdministrationResult<ServicePrincipal>.Refused(AdministrationRefusals.NoService(in valid));
    }

    private KeyMaterial NewKey() => KeyMaterial.NewWithoutZeros(AesKey.Size, random);

    private PrincipalId NewId()
    {
        Span<byte> id = stackalloc byte[PrincipalId.Size];
        random.FillWithoutZeros(id);
        return new PrincipalId(id);
    }
}
