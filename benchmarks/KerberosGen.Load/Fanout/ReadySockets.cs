using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace KerberosGen.Load.Fanout;

/// <summary>
/// Says which of many sockets have something to read (epoll(7)): one thread serves thousands of them, and is awake only while
/// there is something to do. It waits to the nanosecond, as far as the system can.
/// </summary>
internal sealed partial class ReadySockets : IDisposable
{
    /// <summary>Sockets that one wait tells of: few, so that whoever has to send in time gets the chance.</summary>
    public const int MostAtOnce = 32;

    private const int AddOperation = 1;
    private const uint Readable = 1;
    private const int SetTimerSlack = 29;

    // The structure is packed on x86-64 and nowhere else.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataAt = EventSize - sizeof(ulong);

    private readonly byte[] _events = new byte[MostAtOnce * EventSize];
    private readonly int _descriptor;

    public ReadySockets()
    {
        _descriptor = Check(Create(0));
        // A sleep is prolonged by up to 50 us otherwise, for the sake of batteries.
        Check(Control(SetTimerSlack, 1, 0, 0, 0));
    }

    /// <summary>Adds a socket.</summary>
    /// <param name="socket">The socket; closing it takes it out.</param>
    /// <param name="tag">Tells it from the others.</param>
    public void Add(Socket socket, int tag)
    {
        Span<byte> wanted = stackalloc byte[EventSize];
        wanted.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(wanted[DataAt..], tag);
        Check(Control(_descriptor, AddOperation, (int)socket.SafeHandle.DangerousGetHandle(), ref wanted[0]));
    }

    /// <summary>Waits until some have something to read, or the time is over.</summary>
    /// <returns>How many; none when the time is over.</returns>
    public int Wait(TimeSpan most)
    {
        long nanoseconds = Math.Max(0, most.Ticks) * TimeSpan.NanosecondsPerTick;
        var time = new TimeSpec { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
        int ready = WaitFor(_descriptor, ref _events[0], MostAtOnce, in time, 0);
        // A signal ends a wait; whoever waits asks again.
        return ready < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Check(ready);
    }

    /// <summary>The tag of one that the last wait told of.</summary>
    public int this[int index] => BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((index * EventSize) + DataAt));

    public void Dispose() => Close(_descriptor);

    private const int Interrupted = 4;

    private static int Check(int result) =>
        result >= 0 ? result : throw new IOException($"epoll: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int descriptor, int operation, int socket, ref byte wanted);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int WaitFor(int descriptor, ref byte events, int most, in TimeSpec time, nint signals);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int operation, nuint value, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
