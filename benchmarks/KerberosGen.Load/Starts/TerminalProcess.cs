using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace KerberosGen.Load.Starts;

/// <summary>A program on a terminal of its own (pty(7)), 80 columns wide and 24 rows high: when it shows something, and what that took.</summary>
internal sealed partial class TerminalProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly long _started;
    private readonly int _terminal;
    private readonly int _process;
    private readonly byte[] _shown = new byte[64 * 1024];
    private int _size;
    private bool _isReaped;

    private TerminalProcess(long started, int terminal, int process)
    {
        _started = started;
        _terminal = terminal;
        _process = process;
    }

    /// <summary>Processor seconds that it has taken so far, all threads together.</summary>
    public double ProcessorSeconds
    {
        get
        {
            CheckError(ClockOf(_process, out int clock));
            Check(ReadClock(clock, out TimeSpec time));
            return time.Seconds + (time.Nanoseconds / 1e9);
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">All of its environment, as <c>NAME=VALUE</c>.</param>
    public static TerminalProcess Start(string program, IEnumerable<string> arguments, IEnumerable<string> environment)
    {
        string?[] words = [program, .. arguments, null], variables = [.. environment, null];
        int terminal = Check(OpenTerminal(ReadAndWrite | NotControlling | CloseOnExec));
        byte[] name = new byte[128], attributes = new byte[1024], actions = new byte[1024];
        try
        {
            Check(Grant(terminal));
            Check(Unlock(terminal));
            CheckError(NameOf(terminal, name, name.Length));
            Check(Control(terminal, SetSize, [24, 80, 0, 0]));
            CheckError(InitializeAttributes(attributes));
            CheckError(SetFlags(attributes, NewSession));
            CheckError(InitializeActions(actions));
            // The first terminal that the leader of a new session opens is the one that it has.
            CheckError(AddOpen(actions, 0, name, ReadAndWrite, 0));
            CheckError(AddDuplicate(actions, 0, 1));
            CheckError(AddDuplicate(actions, 0, 2));
            long started = Stopwatch.GetTimestamp();
            CheckError(Spawn(out int process, program, actions, attributes, words, variables));
            return new TerminalProcess(started, terminal, process);
        }
        catch
        {
            Close(terminal);
            throw;
        }
        finally
        {
            DestroyActions(actions);
            DestroyAttributes(attributes);
        }
    }

    /// <summary>Waits until it has shown a text.</summary>
    /// <returns>How long that took from its start on.</returns>
    /// <exception cref="InvalidOperationException">It has ended, or has not shown it in a minute.</exception>
    public TimeSpan WaitFor(string text)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(text);
        while (ReadMore() is { } passed)
        {
            if (_shown.AsSpan(0, _size).IndexOf(wanted) >= 0)
                return passed;
        }

        throw new InvalidOperationException($"It did not show '{text}', but this:\n{Encoding.UTF8.GetString(_shown, 0, _size).Replace("\e", "\\e", StringComparison.Ordinal)}");
    }

    /// <summary>Waits until it, and whatever else has its terminal, has ended.</summary>
    /// <returns>How long that took from its start on.</returns>
    public TimeSpan WaitForEnd()
    {
        while (ReadMore() is not null)
        {
        }

        return Stopwatch.GetElapsedTime(_started);
    }

    /// <summary>Ends it at once.</summary>
    public void Dispose()
    {
        if (_isReaped)
            return;
        _isReaped = true;
        Check(Kill(_process, KillSignal));
        while (Wait(_process, 0, 0) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }

        Close(_terminal);
    }

    /// <summary>Reads what there is; answers when it came, or null if nothing comes any more.</summary>
    private TimeSpan? ReadMore()
    {
        var waited = new PollDescriptor { Descriptor = _terminal, Wanted = Readable };
        int ready;
        do
        {
            ready = Poll(ref waited, 1, (int)Patience.TotalMilliseconds);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        if (Check(ready) == 0 || _size == _shown.Length)
            return null;
        nint read = Read(_terminal, ref _shown[_size], _shown.Length - _size);
        TimeSpan passed = Stopwatch.GetElapsedTime(_started);
        // A terminal that nobody has open any more answers with an error.
        if (read <= 0)
            return null;
        _size += (int)read;
        return passed;
    }

    private static int Check(int result) => result >= 0 ? result : throw Failure(Marshal.GetLastPInvokeError());

    private static void CheckError(int error)
    {
        if (error != 0)
            throw Failure(error);
    }

    private static IOException Failure(int error) => new(string.Create(CultureInfo.InvariantCulture, $"A program cannot be started on a terminal: {new Win32Exception(error).Message}."));

    private const int ReadAndWrite = 2, NotControlling = 0x100, CloseOnExec = 0x80000, NewSession = 0x80, SetSize = 0x5414, Interrupted = 4, KillSignal = 9;
    private const short Readable = 1;

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int terminal);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int terminal);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    private static partial int NameOf(int terminal, [Out] byte[] name, nint size);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int terminal, nuint request, ushort[] size);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int InitializeAttributes([In, Out] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags([In, Out] byte[] attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes([In, Out] byte[] attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions([In, Out] byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    private static partial int AddOpen([In, Out] byte[] actions, int descriptor, byte[] path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate([In, Out] byte[] actions, int descriptor, int other);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions([In, Out] byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int process, string path, byte[] actions, byte[] attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollDescriptor descriptor, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, ref byte bytes, nint size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int Wait(int process, nint status, int options);

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int ClockOf(int process, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int ReadClock(int clock, out TimeSpec time);
}
