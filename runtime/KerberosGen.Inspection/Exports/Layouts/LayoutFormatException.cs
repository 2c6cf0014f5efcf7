namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>A file of layout tables that cannot be used, and where.</summary>
/// <param name="message">What is wrong, and what would be right.</param>
/// <param name="path">The value, as a JSON path: <c>$.packets[2].fields[0].type</c>.</param>
/// <param name="line">Its line, from 1.</param>
public sealed class LayoutFormatException(string message, string path, int line)
    : Exception(FormattableString.Invariant($"line {line}, {path}: {message}"))
{
    /// <summary>The value, as a JSON path.</summary>
    public string Path { get; } = path;

    /// <summary>Its line, from 1.</summary>
    public int Line { get; } = line;
}
