using System.Net;
using System.Text;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Hosting.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Client.Tests.Account;

/// <summary>A KDC inside the test's process, and the directories of its clients. No room needs to run.</summary>
internal sealed class AccountSite : IAsyncDisposable
{
    public const string Password = "qwer1234";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-account-");
    private readonly List<ClientAccount> _accounts = [];
    private KdcServer? _server;

    private AccountSite(WireLayout layout) => Role = new KeyDistributionCenter(
        Store, new KdcOptions { Layout = layout, TimeZone = TimeZoneInfo.Utc }, KdcClock, SystemRandomSource.Instance);

    public InMemoryPrincipalStore Store { get; } = new();

    /// <summary>The KDC's clock.</summary>
    public SettableClock KdcClock { get; } = new();

    /// <summary>The clients' clock.</summary>
    public SettableClock Clock { get; } = new();

    /// <summary>Lets time pass for everyone.</summary>
    /// <param name="sinceStart">How much, since the test began.</param>
    public void Pass(TimeSpan sinceStart) => Clock.Ahead = KdcClock.Ahead = sinceStart;

    /// <summary>What was asked when a password was needed.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What a person was told.</summary>
    public List<string> Notices { get; } = [];

    public IPEndPoint Kdc { get; private set; } = Site.AnyPort;

    private KeyDistributionCenter Role { get; }

    public static async Task<AccountSite> StartAsync(WireLayout layout = WireLayout.Documented)
    {
        var site = new AccountSite(layout);
        await site.StartKdcAsync();
        return site;
    }

    public async Task StartKdcAsync()
    {
        _server = await KdcServer.StartAsync(Role, Kdc, new RecordingObserver(), new ServerLimits(), tap: null, NullLoggerFactory.Instance, Patience.Token);
        Kdc = _server.EndPoint;
    }

    public async Task StopKdcAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>A room that the KDC knows.</summary>
    public async Task<ServiceInfo> AddRoomAsync(string name, int port = 4000)
    {
        var room = new ServicePrincipal(
            new PrincipalId(Guid.NewGuid().ToByteArray()), new PrincipalName(name), KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance), new IPEndPoint(IPAddress.Loopback, port));
        Assert.True(await Store.TryAddAsync(room, default));
        return new ServiceInfo(room.Id, room.Name, room.EndPoint);
    }

    public string DirectoryOf(string name) => _root.CreateSubdirectory(name).FullName;

    public string FileOf(string directory, string file) => Path.Combine(DirectoryOf(directory), file);

    /// <summary>Opens a directory; it goes with the test.</summary>
    public ClientAccount Open(string directory, TimeSpan? lifetime = null) => Open(directory, lifetime, isTrusting: false);

    /// <summary>Opens a directory for who accepts unauthenticated tickets.</summary>
    public ClientAccount OpenTrusting(string directory) => Open(directory, lifetime: null, isTrusting: true);

    private ClientAccount Open(string directory, TimeSpan? lifetime, bool isTrusting)
    {
        var account = ClientAccount.Open(new AccountOptions
        {
            AcceptUnauthenticatedTickets = isTrusting,
            Directory = DirectoryOf(directory),
            KdcAddress = Kdc.Address,
            KdcPort = (ushort)Kdc.Port,
            Clock = Clock,
            TicketLifetime = lifetime ?? ProtocolLimits.DefaultTicketLifetime,
        });
        account.Notice = Notices.Add;
        lock (_accounts)
            _accounts.Add(account);
        return account;
    }

    /// <summary>Registers a client in the directory of its name; the account that is answered has no key in memory.</summary>
    public async Task<ClientAccount> RegisterAsync(string name, TimeSpan? lifetime = null)
    {
        await Open(name).RegisterAsync(name, static (_, _) => new(new Password(Password)), Patience.Token);
        return Open(name, lifetime);
    }

    /// <summary>Answers with these passwords in turn, and then as if nobody were there.</summary>
    public PasswordPrompt Typing(params string[] passwords)
    {
        var left = new Queue<string>(passwords);
        return (prompt, _) =>
        {
            lock (Asked)
            {
                Asked.Add(prompt);
                return left.TryDequeue(out string? next) ? new(new Password(next)) : throw new InvalidOperationException("Nobody is here.");
            }
        };
    }

    /// <summary>The right password, once.</summary>
    public PasswordPrompt Once() => Typing(Password);

    /// <summary>Gives a client another password, as an administrator does.</summary>
    public async Task ChangePasswordAsync(PrincipalId client, string password) =>
        Assert.NotNull(await Store.UpdateClientAsync(client, found => found with { Key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(password)) }, default));

    public async ValueTask DisposeAsync()
    {
        _accounts.ForEach(static account => account.Dispose());
        await StopKdcAsync();
        _root.Delete(recursive: true);
    }
}
