using System.Diagnostics;

namespace KerberosGen.Storage;

/// <summary>
/// Keeps a client's files to one process while they are changed: any number of clients may use a directory at once. A change
/// takes milliseconds, so whoever comes second waits. The system lets go of the lock when its process ends, however that ends.
/// </summary>
internal static class ClientFilesLock
{
    /// <summary>Only a process that was stopped in the middle of a change holds the lock for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Takes the lock; dispose it to let go.</summary>
    /// <exception cref="DirectoryInUseException">Another has had it for 30 s.</exception>
    public static IDisposable Take(string directory)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return DirectoryLock.Take(directory, DirectoryLock.ClientFileName);
            }
            catch (DirectoryInUseException) when (Stopwatch.GetElapsedTime(start) < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
