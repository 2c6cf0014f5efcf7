using System.Diagnostics;
using System.Net;
using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Traffic;

/// <summary>
/// A load on one server: connections that stay open, and one thread that keeps each of them busy. Between turns nothing is on
/// the way, so that servers can be measured one after the other.
/// </summary>
internal sealed class LoadRun : IDisposable
{
    private const int TurnsBetweenLooks = 16;

    private readonly LoadConnection[] _connections;

    public LoadRun(IPEndPoint server, IRequests requests, Shape shape)
    {
        _connections = new LoadConnection[shape.Connections];
        for (int i = 0; i < shape.Connections; i++)
            _connections[i] = new LoadConnection(server, requests, shape);
    }

    /// <summary>Loads the server for about as long, then waits for what is on the way.</summary>
    /// <returns>Answers, each checked.</returns>
    /// <exception cref="WrongAnswerException">An answer is not the right one, or there is none.</exception>
    public long Go(TimeSpan time)
    {
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        long answers = 0;
        foreach (LoadConnection connection in _connections)
            connection.Fill();
        do
        {
            for (int turn = 0; turn < TurnsBetweenLooks; turn++)
            {
                foreach (LoadConnection connection in _connections)
                {
                    answers += connection.Take();
                    connection.Fill();
                }
            }
        }
        while (Stopwatch.GetTimestamp() < end);

        foreach (LoadConnection connection in _connections)
        {
            while (connection.IsWaiting)
                answers += connection.Take();
        }

        return answers;
    }

    public void Dispose()
    {
        foreach (LoadConnection connection in _connections)
            connection.Dispose();
    }
}
