using System.IO.Pipelines;

namespace KerberosGen.Hosting;

/// <summary>
/// The end of a connection that the server closes after an answer. Closing a socket while bytes of the peer are unread
/// resets the connection, and the peer may then never read the answer; so what it still sends is read and dropped for a
/// moment.
/// </summary>
internal static class Farewell
{
    private const int MaxDropped = 256 * 1024;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public static async Task DropInputAsync(PipeReader input)
    {
        using var moment = new CancellationTokenSource(Moment);
        long dropped = 0;
        try
        {
            while (dropped < MaxDropped)
            {
                ReadResult result = await input.ReadAsync(moment.Token).ConfigureAwait(false);
                dropped += result.Buffer.Length;
                input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    return;
            }
        }
        catch (OperationCanceledException) when (moment.IsCancellationRequested)
        {
            // The moment is over; the connection ends with what is unread.
        }
    }
}
