using System.Text;

namespace KerberosGen.Storage.Tests;

/// <summary>A directory of one test's own.</summary>
internal sealed class WorkDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kerberosgen-storage-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public string Read(string file) => Encoding.UTF8.GetString(ReadBytes(file));

    public byte[] ReadBytes(string file) => File.ReadAllBytes(this[file]);

    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file that only its owner may read, as the store itself would.</summary>
    public void Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(this[file], bytes);
        SetMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public UnixFileMode ModeOf(string file) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(this[file]);

    public void SetMode(string file, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        File.SetUnixFileMode(this[file], mode);
    }

    /// <summary>Asserts that opening fails at this place and for this reason, that no secret is told, and that the file is as it was.</summary>
    public FileFormatException AssertRefused(string file, int line, string reason, Action open)
    {
        byte[] before = ReadBytes(file);
        var refusal = Assert.Throws<FileFormatException>(open);
        Assert.Equal(this[file], refusal.File);
        Assert.Equal(line, refusal.Line);
        Assert.Contains(reason, refusal.Reason);
        Assert.StartsWith($"{this[file]}:{line}: {refusal.Reason}. ", refusal.Message);
        Assert.Null(refusal.InnerException);
        Assert.Equal(before, ReadBytes(file));
        return refusal;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
