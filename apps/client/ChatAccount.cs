using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary>
/// What a client knows, in the seed's files: where the KDC is (srv.info), who it is (me.info), and the rooms and tickets it
/// has (services_info.json).
/// </summary>
internal sealed class ChatAccount : IDisposable
{
    private readonly string _directory;
    private readonly IPEndPoint _kdc;
    private readonly bool _overUdp;
    private readonly string? _userName;
    private readonly TimeZoneInfo _kdcTimeZone;
    private readonly IConnectionTap? _tap;
    private readonly ServicesInfoFile _services;

    private ChatAccount(string directory, IPEndPoint kdc, bool overUdp, string? userName, TimeZoneInfo kdcTimeZone, IConnectionTap? tap)
    {
        _directory = directory;
        _kdc = kdc;
        _overUdp = overUdp;
        _userName = userName;
        _kdcTimeZone = kdcTimeZone;
        _tap = tap;
        _services = ServicesInfoFile.Open(directory);
        Me = MeInfoFile.Read(directory);
        if (Me is not null && userName is not null && Me.Name.ToString() != userName)
        {
            throw new InvalidOperationException(
                $"{directory} belongs to {Me.Name}, not to {userName}: use another directory (--data), one for each identity.");
        }
    }

    /// <summary>Who this directory belongs to; null before registration.</summary>
    public MeInfo? Me { get; private set; }

    /// <summary>The rooms that are known.</summary>
    public IReadOnlyList<KnownService> Services => _services.Services;

    public static ChatAccount Open(string directory, IPAddress? address, ushort? port, bool overUdp, string? userName, TimeZoneInfo kdcTimeZone, IConnectionTap? tap)
    {
        Directory.CreateDirectory(directory);
        IPEndPoint known = SrvInfoFile.Read(directory)?[0] ?? new IPEndPoint(IPAddress.Loopback, ProtocolLimits.DefaultKdcPort);
        return new ChatAccount(directory, new IPEndPoint(address ?? known.Address, port ?? known.Port), overUdp, userName, kdcTimeZone, tap);
    }

    /// <summary>Registers under the name of the options.</summary>
    public async Task<MeInfo> RegisterAsync(string userName, PasswordSource password, CancellationToken cancellation)
    {
        if (Me is not null)
            throw new InvalidOperationException($"{_directory} belongs to {Me.Name} already: use another directory (--data), one for each identity.");
        if (!Validator.TryName(userName, out PrincipalName name, out string? problem))
            throw new InvalidOperationException(problem);
        Password chosen = password.Get($"A password for {userName}:");
        PrincipalId id = await AskAsync(_overUdp, kdc => kdc.RegisterClientAsync(name, chosen, cancellation), cancellation);
        Me = new MeInfo(name, id);
        MeInfoFile.Write(_directory, Me);
        if (SrvInfoFile.Read(_directory) is null)
            SrvInfoFile.Write(_directory, [_kdc]);
        return Me;
    }

    /// <summary>The name to register: of the options, or null.</summary>
    public string? UserName => _userName;

    /// <summary>Asks the KDC for its rooms.</summary>
    public async Task<IReadOnlyList<KnownService>> ListServicesAsync(CancellationToken cancellation)
    {
        MeInfo me = RequireMe();
        _services.Replace(await ListServicesAsync(me, cancellation));
        return _services.Services;
    }

    /// <summary>Gets a new ticket to a room.</summary>
    public async Task<KnownService> GetTicketAsync(string room, PasswordSource password, CancellationToken cancellation)
    {
        MeInfo me = RequireMe();
        KnownService known = Find(room)
            ?? (await ListServicesAsync(cancellation)).FirstOrDefault(s => s.Service.Name.ToString() == room)
            ?? throw new InvalidOperationException($"The KDC knows no room '{Codec.DisplayText.Escape(room)}': 'client services' lists those it knows.");
        using KeyMaterial key = KeyMaterial.FromPassword(password.Get($"The password of {me.Name}:").Utf8);
        var identity = new ClientIdentity(me.Name, me.Id, key);
        SessionTicket ticket = await AskAsync(
            _overUdp, kdc => kdc.GetTicketAsync(identity, known.Service.Id, SystemRandomSource.Instance, cancellation), cancellation);
        _services.PutTicket(ticket);
        return known with { Ticket = ticket };
    }

    /// <summary>Connects to a room, with the ticket at hand or a new one.</summary>
    public async Task<ChatClient> ConnectAsync(string room, PasswordSource password, CancellationToken cancellation)
    {
        MeInfo me = RequireMe();
        if (Find(room) is { Ticket: { } } cached)
        {
            try
            {
                return await ConnectAsync(me, cached, cancellation);
            }
            catch (RequestRefusedException)
            {
                // The ticket may have ended, or the room may be another one by that name: the KDC knows.
                await ListServicesAsync(cancellation);
            }
            catch (SocketException)
            {
                if (!await HasMovedAsync(cached, cancellation))
                    throw;
            }
        }

        return await ConnectAsync(me, await GetTicketAsync(room, password, cancellation), cancellation);
    }

    public void Dispose()
    {
        foreach (KnownService service in _services.Services)
            service.Ticket?.Dispose();
    }

    /// <summary>Asks the KDC whether a room listens elsewhere by now; a KDC that is away does not know better.</summary>
    private async Task<bool> HasMovedAsync(KnownService room, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<KnownService> now = await ListServicesAsync(cancellation);
            return now.Any(s => s.Service.Name == room.Service.Name && !s.Service.EndPoint.Equals(room.Service.EndPoint));
        }
        catch (Exception e) when (e is InvalidOperationException or RequestRefusedException)
        {
            return false;
        }
    }

    private KnownService? Find(string room) => _services.Services.FirstOrDefault(s => s.Service.Name.ToString() == room);

    private Task<ChatClient> ConnectAsync(MeInfo me, KnownService room, CancellationToken cancellation) => ChatClient.ConnectAsync(
        room.Service.EndPoint, me.Id, room.Ticket!, TimeProvider.System, SystemRandomSource.Instance, _kdcTimeZone, cancellation, _tap);

    private MeInfo RequireMe() => Me ?? throw new InvalidOperationException("You are not registered here yet: 'client register -un NAME' does that.");

    private async Task<IReadOnlyList<ServiceInfo>> ListServicesAsync(MeInfo me, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(_overUdp, kdc => kdc.ListServicesAsync(me.Id, cancellation), cancellation);
        }
        catch (RequestRefusedException) when (!_overUdp)
        {
            throw new RequestRefusedException(
                $"The KDC at {_kdc} does not know {me.Name}. If its data is new, register anew: in another directory (--data), or after removing me.info and services_info.json from {_directory}.");
        }
        catch (RequestRefusedException refused) when (_overUdp)
        {
            // A list that is too long for a datagram is refused as well; by TCP, if the KDC serves it, the answer is clear.
            try
            {
                return await AskAsync(overUdp: false, kdc => kdc.ListServicesAsync(me.Id, cancellation), cancellation);
            }
            catch (InvalidOperationException)
            {
                throw new RequestRefusedException($"{refused.Message} (Or its list of rooms is too long for UDP: try -pr tcp.)");
            }
        }
    }

    private async Task<T> AskAsync<T>(bool overUdp, Func<KdcClient, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            await using KdcClient kdc = await KdcClient.ConnectAsync(_kdc, local: null, overUdp, cancellation, _tap);
            return await ask(kdc);
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException)
        {
            throw new InvalidOperationException($"The KDC at {_kdc} cannot be reached ({e.Message.TrimEnd('.')}). Is it running, and are -ip, -p and -pr right?");
        }
    }
}
