using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;

namespace KerberosGen.Inspector.Live;

/// <summary>
/// Accepts connections and passes each on: 1,024 at once, others wait until one ends. It stands on sockets alone: Kestrel's connection
/// handling would bring the web server's start-up into a tool that starts in milliseconds.
/// </summary>
internal sealed class TcpProxy : IProxy
{
    private const int MostConnections = 1024;

    private readonly Socket _listener;
    private readonly IPEndPoint _target;
    private readonly Recording _recording;
    private readonly SemaphoreSlim _free = new(MostConnections);
    private readonly HashSet<Task> _running = [];

    /// <summary>Listens.</summary>
    /// <exception cref="SocketException">It cannot.</exception>
    public TcpProxy(IPEndPoint listen, IPEndPoint target, Recording recording)
    {
        _target = target;
        _recording = recording;
        _listener = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(listen);
        _listener.Listen(MostConnections);
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await _free.WaitAsync(cancellation);
                Socket client = await _listener.AcceptAsync(cancellation);
                Task task = Serve(client, cancellation);
                lock (_running)
                    _running.Add(task);
                _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to end: the connections are, too.
        }

        Task[] left;
        lock (_running)
            left = [.. _running];
        await Task.WhenAll(left);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _free.Dispose();
    }

    private void Forget(Task task)
    {
        lock (_running)
            _running.Remove(task);
    }

    private async Task Serve(Socket client, CancellationToken cancellation)
    {
        using (client)
        {
            try
            {
                if (await new ProxyConnection(client, _target, _recording).Run(cancellation) is { } error)
                    await Console.Error.WriteAsync($"inspector: {_target} cannot be reached: {DisplayText.Escape(error)}\n");
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // It went away before it was passed on, or all is to end.
            }
        }

        _free.Release();
    }
}
