using System.Net.Sockets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>
/// An administrator's way to a KDC: the socket of the one that runs in a directory, or else the store itself, which it then
/// keeps to itself until it is disposed. One of <see cref="Running"/> and <see cref="Stopped"/> is there.
/// </summary>
internal sealed class KdcAccess : IAsyncDisposable
{
    /// <summary>Another command may have a stopped KDC's store for a moment, and a KDC that starts has no socket yet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private KdcAccess(string directory, HttpClient? running, IPrincipalDatabase? stopped)
    {
        Running = running;
        Stopped = stopped;
        Audit = new AuditLog(directory, TimeProvider.System);
    }

    /// <summary>Asks the running KDC; its addresses are relative. Null if none runs here.</summary>
    public HttpClient? Running { get; }

    /// <summary>The store of a KDC that does not run here; null if one does.</summary>
    public IPrincipalDatabase? Stopped { get; }

    /// <summary>The audit log for what is done to <see cref="Stopped"/>; a running KDC writes its own.</summary>
    public AuditLog Audit { get; }

    /// <summary>What administers the KDC, either way.</summary>
    public IKdcAdministration Administration =>
        Running is not null ? new RemoteAdministration(Running) : new LocalAdministration(Stopped!, Audit, AuditSubject.Direct, kdc: null);

    /// <summary>Finds the way.</summary>
    /// <param name="choice">The KDC's directory and store.</param>
    /// <param name="makesDirectory">True if a missing directory is made; false if it is a mistake.</param>
    /// <param name="notice">Is told, in a sentence, what the store has mended.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DirectoryInUseException">A KDC has the directory, and its socket cannot be reached.</exception>
    public static async Task<KdcAccess> OpenAsync(StoreChoice choice, bool makesDirectory, Action<string> notice, CancellationToken cancellation)
    {
        if (!makesDirectory && !Directory.Exists(choice.Directory))
            throw new InvalidOperationException($"There is no directory {choice.Directory}: --data says where the KDC has its files.");
        string socket = AdministrationSocket.PathIn(choice.Directory);
        for (DateTime end = DateTime.UtcNow + Patience; ; await Task.Delay(Pause, cancellation))
        {
            if (await CanConnectAsync(socket, cancellation))
                return new KdcAccess(choice.Directory, ClientOf(socket), null);
            CheckOwner(choice);
            try
            {
                return new KdcAccess(choice.Directory, null, await StoreOpener.OpenAsync(choice, notice, cancellation));
            }
            catch (DirectoryInUseException) when (DateTime.UtcNow < end)
            {
                // Try again.
            }
            catch (DirectoryInUseException e)
            {
                throw new InvalidOperationException(
                    AdministrationSocket.ProblemOf(socket) is { } problem
                        ? $"{choice.Directory}: a KDC runs here, and it cannot be administered meanwhile. {problem} Or stop it first."
                        : $"{choice.Directory}: a KDC or another command works here, but nobody listens on {socket}. Try again; if a KDC runs, its log says why it has no socket.",
                    e);
            }
        }
    }

    /// <summary>Asks the KDC that runs in a directory, as <see cref="Running"/> does; null if none does.</summary>
    /// <exception cref="InvalidOperationException">One runs, and this user may not reach it.</exception>
    public static async Task<HttpClient?> FindRunningAsync(string directory, CancellationToken cancellation) =>
        AdministrationSocket.PathIn(directory) is var socket && await CanConnectAsync(socket, cancellation) ? ClientOf(socket) : null;

    public async ValueTask DisposeAsync()
    {
        Running?.Dispose();
        if (Stopped is not null)
            await Stopped.DisposeAsync();
    }

    /// <summary>What root makes in a directory of the KDC's user, the KDC cannot read again; with any store that is the audit log at least.</summary>
    private static void CheckOwner(StoreChoice choice)
    {
        bool isWrittenTo = choice.Store is StoreChoice.Files or StoreChoice.Sqlite || Environment.IsPrivilegedProcess;
        if (!isWrittenTo || !Directory.Exists(choice.Directory) || UnixUser.OwnerOf(Path.Join(choice.Directory, ".")) is not { } owner || owner == UnixUser.Effective)
            return;
        string user = UnixUser.NameOf(owner) ?? $"'#{owner}'";
        throw new InvalidOperationException($"{choice.Directory} belongs to {user}: run this as that user (sudo -u {user}), or the KDC could not use what this makes.");
    }

    private static async Task<bool> CanConnectAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using Socket? socket = await AdministrationSocket.TryConnectAsync(path, cancellation);
            return socket is not null;
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException($"{path}: the KDC that runs here cannot be reached ({e.Message}). Run this as its user.");
        }
    }

    private static HttpClient ClientOf(string path) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellation) =>
            await AdministrationSocket.TryConnectAsync(path, cancellation) is { } socket
                ? new NetworkStream(socket, ownsSocket: true)
                : throw new IOException($"{path}: the KDC has stopped meanwhile."),
    })
    {
        // Sockets have no names; HTTP wants one.
        BaseAddress = new Uri("http://kdc"),
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
