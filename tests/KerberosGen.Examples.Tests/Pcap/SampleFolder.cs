using System.Collections.Concurrent;

namespace KerberosGen.Examples.Tests.Pcap;

/// <summary>The samples, each written when it is first asked for.</summary>
public sealed class SampleFolder : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _written = new();

    /// <summary>A sample's path.</summary>
    public async Task<string> PathOfAsync(string name)
    {
        string file = _folder[name];
        await _written.GetOrAdd(name, n => new Lazy<Task>(() => Samples.WriteAsync(n, file))).Value;
        return file;
    }

    public void Dispose() => _folder.Dispose();
}
