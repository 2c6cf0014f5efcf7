using System.Threading.Channels;

namespace KerberosGen.Clients;

/// <summary>Wakes the one who waits for it; set several times before that, it wakes once.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes who waits, or who waits next.</summary>
    public void Set() => _set.Writer.TryWrite(true);

    /// <summary>Waits until it is set.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellation) => await _set.Reader.ReadAsync(cancellation).ConfigureAwait(false);
}
