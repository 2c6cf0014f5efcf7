using KerberosGen.Codec;
using KerberosGen.Storage;

namespace KerberosGen.Kdc;

/// <summary>The file that <c>client import</c> or <c>room import</c> reads. Whether it can be made is known before anything is done.</summary>
internal sealed class EnrolmentOutput
{
    private const int MaxNameLength = 100;

    private readonly bool _replaces;

    private EnrolmentOutput(string path, bool replaces)
    {
        Path = path;
        _replaces = replaces;
    }

    /// <summary>Where the file will be.</summary>
    public string Path { get; }

    /// <summary>Chooses the file, and checks that it can be made.</summary>
    /// <param name="asked">What the command line asked for; null for a name made from the principal's.</param>
    /// <param name="name">The principal's name.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="replaces">True if a file that is there may be replaced.</param>
    /// <exception cref="InvalidOperationException">There is a file already, or no file can be made there.</exception>
    public static EnrolmentOutput Prepare(FileInfo? asked, string name, PrincipalKind kind, bool replaces)
    {
        string path = asked?.FullName ?? System.IO.Path.GetFullPath(DefaultName(name, kind));
        if (Directory.Exists(path))
            throw new InvalidOperationException($"{path} is a directory, and nothing was done: --output names a file.");
        if (!replaces && System.IO.Path.Exists(path))
            throw new InvalidOperationException($"{path} is there already, and nothing was done: --output names another file, --force replaces it.");
        try
        {
            // A key that cannot be handed on locks a room out.
            string probe = TemporaryBeside(path);
            using (new FileStream(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose }))
                return new EnrolmentOutput(path, replaces);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{path} cannot be made, and nothing was done ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>Makes the file, 0600, whole or not at all.</summary>
    /// <param name="enrolment">What is in it.</param>
    /// <param name="done">What was done, in case the file cannot be made after all.</param>
    public void Write(Enrolment enrolment, string done)
    {
        try
        {
            if (!_replaces)
            {
                EnrolmentFile.Create(Path, enrolment);
                return;
            }

            Replace(enrolment);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string again = enrolment is RoomEnrolment ? "kdc services rekey" : "kdc principals password --random-password";
            throw new InvalidOperationException($"{done}, but {Path} cannot be made ({e.Message.TrimEnd('.')}). '{again}' makes another.", e);
        }
    }

    /// <summary>A file's name without anything that a path, a shell or a terminal minds.</summary>
    public static string DefaultName(string name, PrincipalKind kind)
    {
        char[] safe = [.. DisplayText.Escape(name).Take(MaxNameLength).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')];
        return $"{new string(safe).TrimStart('.', '-')}.{(kind == PrincipalKind.Client ? "client" : "room")}.json".TrimStart('.');
    }

    private void Replace(Enrolment enrolment)
    {
        string whole = TemporaryBeside(Path);
        EnrolmentFile.Create(whole, enrolment);
        try
        {
            File.Move(whole, Path, overwrite: true);
        }
        catch
        {
            File.Delete(whole);
            throw;
        }
    }

    private static string TemporaryBeside(string path) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.{System.IO.Path.GetRandomFileName()}.tmp");
}
