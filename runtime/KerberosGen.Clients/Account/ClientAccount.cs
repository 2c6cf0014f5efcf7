using System.Net;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Clients;

/// <summary>
/// What a client knows, in the seed's files: where the KDC is (srv.info), who it is (me.info), and the rooms and tickets it
/// has (services_info.json). Several accounts, of one process or of many, may use one directory at once. Safe for several threads.
/// </summary>
public sealed class ClientAccount : IDisposable
{
    private readonly AccountOptions _options;
    private readonly KdcLocator _locator;
    private readonly ServicesInfoFile _services;
    private readonly TicketRules _rules;
    private readonly LongTermKey _key = new();
    private readonly SemaphoreSlim _asking = new(1, 1);

    private ClientAccount(AccountOptions options, IReadOnlyList<KdcAddress> kdcs)
    {
        _options = options;
        _locator = new KdcLocator(kdcs, options.OverUdp, options.Tap);
        _rules = new TicketRules(options.TicketLifetime, options.AcceptUnauthenticatedTickets, options.Clock);
        Me = MeInfoFile.Read(options.Directory);
        if (Me is not null && options.UserName is { } userName && Me.Name.ToString() != userName)
        {
            throw new InvalidOperationException(
                $"{options.Directory} belongs to {DisplayText.Quote(Me.Name.Utf8)}, not to \"{DisplayText.Escape(userName)}\": use another directory (--data), one for each identity.");
        }

        _services = ServicesInfoFile.Open(options.Directory);
        Say(Me is null ? $"{MeInfoFile.FileName}: nobody yet" : $"{MeInfoFile.FileName}: {DisplayText.Quote(Me.Name.Utf8)} is {Me.Id}");
        Say($"{ServicesInfoFile.FileName}: {Services.Count} rooms, {Services.Count(static known => known.Ticket is not null)} tickets");
    }

    /// <summary>Who this directory belongs to; null before registration.</summary>
    public MeInfo? Me { get; private set; }

    /// <summary>The name that the user gave, or null.</summary>
    public string? UserName => _options.UserName;

    /// <summary>Where its files are.</summary>
    public string DataDirectory => _options.Directory;

    /// <summary>How long the KDC's tickets are taken to live.</summary>
    public TimeSpan TicketLifetime => _options.TicketLifetime;

    /// <summary>The rooms that are known.</summary>
    public IReadOnlyList<KnownService> Services => _services.Services;

    /// <summary>Why ticket_notes.json, when it was read last, was taken for empty: a sentence that names its line; null if it was not.</summary>
    public string? NotesProblem => _services.NotesProblem;

    /// <summary>Is told what a person should know and no exception says, a sentence at a time; or null.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>Reads the files of a directory.</summary>
    /// <exception cref="FileFormatException">A file makes no sense.</exception>
    /// <exception cref="InvalidOperationException">The directory is another identity's.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ClientAccount Open(AccountOptions options)
    {
        Directory.CreateDirectory(options.Directory);
        IReadOnlyList<KdcAddress> known = SrvInfoFile.ReadAddresses(options.Directory) ?? [new KdcAddress(new IPEndPoint(IPAddress.Loopback, ProtocolLimits.DefaultKdcPort))];
        if (options.KdcAddress is not null || options.KdcPort is not null)
            known = [new KdcAddress(new IPEndPoint(options.KdcAddress ?? known[0].EndPoint.Address, options.KdcPort ?? known[0].EndPoint.Port))];
        return new ClientAccount(options, known);
    }

    /// <summary>Registers, and keeps who it is now; the key of the password stays in memory.</summary>
    /// <exception cref="RequestRefusedException">The name is taken, or the KDC registers nobody.</exception>
    /// <exception cref="InvalidOperationException">The directory has an identity, or the name is none.</exception>
    public async Task<MeInfo> RegisterAsync(string userName, PasswordPrompt password, CancellationToken cancellation)
    {
        if (Me is not null)
            throw new InvalidOperationException($"{_options.Directory} belongs to {DisplayText.Quote(Me.Name.Utf8)} already: use another directory (--data), one for each identity.");
        if (!Validator.TryName(userName, out PrincipalName name, out string? problem))
            throw new InvalidOperationException(problem);
        Password chosen = await password($"A password for {DisplayText.Escape(userName)}:", cancellation).ConfigureAwait(false);
        PrincipalId id = await _locator.AskAsync(kdc => kdc.RegisterClientAsync(name, chosen, cancellation), cancellation).ConfigureAwait(false);
        var me = new MeInfo(name, id);
        MeInfoFile.Write(_options.Directory, me);
        Me = me;
        _key.Keep(chosen);
        Say($"{MeInfoFile.FileName}: {DisplayText.Quote(name.Utf8)} as {id} stored");
        if (SrvInfoFile.Read(_options.Directory) is null)
        {
            SrvInfoFile.Write(_options.Directory, _locator.Kdcs);
            Say($"{SrvInfoFile.FileName}: {string.Join(", ", _locator.Kdcs)} stored");
        }

        return me;
    }

    /// <summary>Asks the KDC for its rooms, and keeps them.</summary>
    /// <exception cref="RequestRefusedException">The KDC does not know this client.</exception>
    /// <exception cref="KdcUnreachableException">No KDC answers.</exception>
    public async Task<IReadOnlyList<KnownService>> ListServicesAsync(CancellationToken cancellation)
    {
        MeInfo me = RequireMe();
        try
        {
            _services.Replace(await _locator.AskAsync(kdc => kdc.ListServicesAsync(me.Id, cancellation), cancellation).ConfigureAwait(false));
        }
        catch (RequestRefusedException refusal) when (refusal.Code is GeneralError.Code or OriginalUnknownClient.Code)
        {
            throw new RequestRefusedException(
                $"The KDC at {_locator.AnsweredLast} does not know {DisplayText.Quote(me.Name.Utf8)}, or has disabled it. If its data is new, register anew: in another directory (--data), or after removing me.info and services_info.json from {_options.Directory}.",
                refusal.Code);
        }

        Say($"{ServicesInfoFile.FileName}: {Services.Count} rooms stored");
        return _services.Services;
    }

    /// <summary>The tickets at hand, in the order of the file, as the files have them by now.</summary>
    /// <exception cref="FileFormatException">By now a file makes no sense.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<CachedTicket> ListTickets()
    {
        _services.Refresh();
        return [.. _services.Services.Select(known => _rules.Of(known, Me)).OfType<CachedTicket>()];
    }

    /// <summary>Gets a new ticket to a room, and keeps it.</summary>
    /// <exception cref="WrongPasswordException">The password is wrong.</exception>
    /// <exception cref="RequestRefusedException">The KDC refused, or it knows no such room.</exception>
    /// <exception cref="KdcUnreachableException">No KDC answers.</exception>
    public Task<CachedTicket> GetTicketAsync(string room, PasswordPrompt password, CancellationToken cancellation) =>
        GetTicketAsync(room, why: null, listsAnew: false, password, mustBeKept: true, cancellation);

    /// <summary>
    /// Tickets to one room: the one at hand while it is good, else a new one. A ticket that another client of this directory
    /// got is at hand too.
    /// </summary>
    public ITicketSource TicketsTo(string room, PasswordPrompt password) => new AccountTickets(this, room, password);

    /// <summary>Destroys tickets and session keys.</summary>
    /// <param name="room">The room whose ticket is destroyed; null for all tickets.</param>
    /// <returns>The rooms whose tickets were destroyed.</returns>
    /// <exception cref="FileFormatException">By now a file makes no sense.</exception>
    /// <exception cref="IOException">It could not be saved: the tickets are still there.</exception>
    public IReadOnlyList<ServiceInfo> Forget(string? room)
    {
        IReadOnlyList<ServiceInfo> forgotten = _services.Forget(service => room is null || service.Name.ToString() == room);
        Say($"{ServicesInfoFile.FileName}: {forgotten.Count} tickets forgotten");
        return forgotten;
    }

    /// <summary>Clears every key that is held in memory.</summary>
    public void Dispose()
    {
        _key.Dispose();
        _services.Dispose();
        _asking.Dispose();
    }

    /// <summary>The ticket to a room that the files have by now; null if there is none.</summary>
    internal CachedTicket? FindTicket(string room)
    {
        RequireMe();
        _services.Refresh();
        return Find(room) is { } known ? _rules.Of(known, Me) : null;
    }

    /// <summary>Takes the time for a new authenticator. Where the files cannot say which was the last, it is one that this process has not used.</summary>
    internal bool TryTakeAuthenticatorTime(SessionTicket ticket, DateTimeOffset now, out DateTimeOffset time)
    {
        try
        {
            return _services.TryTakeAuthenticatorTime(ticket, now, out time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // If another process has used it, the room refuses it as a replay, and a fresh ticket is got.
            return ticket.TryTakeAuthenticatorTime(now, out time);
        }
    }

    /// <summary>Gets a new ticket to a room, and keeps it.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="why">Why there must be a new one, where that is not plain: a sentence; or null.</param>
    /// <param name="listsAnew">True if what is known of the room may be out of date.</param>
    /// <param name="password">Gives the password.</param>
    /// <param name="mustBeKept">False if the ticket is wanted even where it cannot be saved.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<CachedTicket> GetTicketAsync(string room, string? why, bool listsAnew, PasswordPrompt password, bool mustBeKept, CancellationToken cancellation)
    {
        MeInfo me = RequireMe();
        // One at a time, so that a person is asked for the password once.
        await _asking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            KnownService? known = listsAnew ? null : Find(room);
            ServiceInfo service = (known ?? await FindListedAsync(room, cancellation).ConfigureAwait(false)).Service;
            SessionTicket ticket;
            try
            {
                ticket = await AskAsync(service.Id).ConfigureAwait(false);
            }
            catch (RequestRefusedException refusal) when (known is not null && refusal.Code is GeneralError.Code or OriginalUnknownClient.Code)
            {
                // The room may have registered again since it was listed.
                ServiceInfo listed = (await FindListedAsync(room, cancellation).ConfigureAwait(false)).Service;
                if (listed.Id == service.Id)
                    throw;
                service = listed;
                ticket = await AskAsync(service.Id).ConfigureAwait(false);
            }

            return Keep(service, ticket, me, mustBeKept);
        }
        finally
        {
            _asking.Release();
        }

        Task<SessionTicket> AskAsync(PrincipalId service) => _key.UseAsync(
            me,
            why,
            password,
            identity => _locator.AskAsync(kdc => kdc.GetTicketAsync(identity, service, SystemRandomSource.Instance, cancellation, _options.AcceptUnauthenticatedTickets), cancellation),
            cancellation);
    }

    internal MeInfo RequireMe() => Me ?? throw new InvalidOperationException("You are not registered here yet: 'client register -un NAME' does that.");

    private CachedTicket Keep(ServiceInfo service, SessionTicket ticket, MeInfo me, bool mustBeKept)
    {
        var note = new TicketNote(_rules.Now, IsExact: true, me.Name);
        string? known = NotesProblem;
        try
        {
            _services.PutTicket(service, ticket, note);
            if (NotesProblem is { } problem && problem != known)
                Notice?.Invoke(problem);
            Say($"{ServicesInfoFile.FileName}: a ticket to {DisplayText.Quote(service.Name.Utf8)} stored");
        }
        catch (Exception e) when (!mustBeKept && e is (IOException or UnauthorizedAccessException or FileFormatException))
        {
            Notice?.Invoke($"The new ticket to {DisplayText.Quote(service.Name.Utf8)} is used, but not kept. {e.Message}");
        }

        CachedTicket kept = _rules.Of(new KnownService(service, ticket, note), me)!;
        if (TicketRules.ClockComplaint(kept) is { } complaint)
            Notice?.Invoke(complaint);
        return kept;
    }

    private async Task<KnownService> FindListedAsync(string room, CancellationToken cancellation)
    {
        await ListServicesAsync(cancellation).ConfigureAwait(false);
        return Find(room) ?? throw new RequestRefusedException($"The KDC knows no room \"{DisplayText.Escape(room)}\": 'client services' lists those it knows.");
    }

    private KnownService? Find(string room) => _services.Services.FirstOrDefault(s => s.Service.Name.ToString() == room);

    private void Say(string what) => _options.Stored?.Invoke(what);
}
