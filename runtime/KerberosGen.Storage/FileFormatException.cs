namespace KerberosGen.Storage;

/// <summary>
/// A file holds something that makes no sense. The file was left as it is. The message names the file, the line, the reason
/// and what to do; it never quotes a file that may hold secrets, because a value in the wrong place may be one.
/// </summary>
/// <param name="file">The file's path.</param>
/// <param name="line">The line, counted from 1; null if the fault is in no one line.</param>
/// <param name="reason">What is wrong, without a full stop.</param>
public sealed class FileFormatException(string file, int? line, string reason)
    : Exception($"{Position(file, line)}: {reason}. Correct it or move the file away, and start again; nothing in it was changed.")
{
    /// <summary>The file's path.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1; null if the fault is in no one line.</summary>
    public int? Line { get; } = line;

    /// <summary>What is wrong, without a full stop.</summary>
    public string Reason { get; } = reason;

    /// <summary>The position as <c>file:line</c>, or the file alone.</summary>
    internal static string Position(string file, int? line) => line is { } number ? FormattableString.Invariant($"{file}:{number}") : file;

    /// <summary>A rule's sentence ends in a full stop, which the message brings itself.</summary>
    internal static FileFormatException Because(string file, int? line, string sentence) => new(file, line, sentence.TrimEnd('.'));
}
