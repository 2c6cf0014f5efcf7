using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace KerberosGen.Storage;

/// <summary>Users as the system numbers them.</summary>
public static partial class UnixUser
{
    private const int WorkingDirectory = -100, NoFollow = 0x100, OwnerOnly = 0x8, StatusSize = 256;

    private static readonly Lock Gate = new();

    /// <summary>The number of the user that this process acts as; null on Windows.</summary>
    public static uint? Effective => OperatingSystem.IsWindows() ? null : EffectiveId();

    /// <summary>A user's name, as the system's user database has it; null if it has none for the number.</summary>
    public static string? NameOf(uint id)
    {
        if (OperatingSystem.IsWindows())
            return null;
        // getpwuid(3) answers in memory that the next call uses again; its first field is the name everywhere.
        lock (Gate)
        {
            nint entry = Entry(id);
            return entry == 0 ? null : Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(entry));
        }
    }

    /// <summary>A user's name, or else the number.</summary>
    public static string Describe(uint id) => NameOf(id) ?? id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of the user that a file, a directory or a link itself belongs to; null where the system does not say, which is anywhere but on Linux.</summary>
    /// <exception cref="IOException">It is missing, or this user may not look there.</exception>
    public static uint? OwnerOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // statx(2) has one layout on every architecture: the owner is at 20.
        Span<byte> status = stackalloc byte[StatusSize];
        if (Status(WorkingDirectory, path, NoFollow, OwnerOnly, ref MemoryMarshal.GetReference(status)) == 0)
            return MemoryMarshal.Read<uint>(status[20..]);
        var reason = new Win32Exception(Marshal.GetLastPInvokeError());
        throw new IOException($"{path}: its owner cannot be read: {reason.Message}.", reason);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int directory, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveId();

    [LibraryImport("libc", EntryPoint = "getpwuid")]
    private static partial nint Entry(uint id);
}
