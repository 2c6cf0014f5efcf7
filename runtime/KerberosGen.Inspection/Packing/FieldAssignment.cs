using System.Globalization;
using KerberosGen.Codec;

namespace KerberosGen.Inspection.Packing;

/// <summary>A field's path and the value that it is to have, as a person writes them: <c>services[1].name=Printer</c>.</summary>
public sealed class FieldAssignment
{
    private const string PlaintextSuffix = "#plaintext";

    private FieldAssignment(string path, string value, IReadOnlyList<PathStep> steps)
    {
        Path = path;
        Value = value;
        Steps = steps;
    }

    /// <summary>Names from the packet inwards, as the annotated view shows them; a header's behind <c>header.</c>.</summary>
    public string Path { get; }

    /// <summary>The value as text, by the field's type.</summary>
    public string Value { get; private init; }

    /// <summary>True if it stood in the open, where no secret may.</summary>
    public bool IsOpen { get; private init; } = true;

    internal IReadOnlyList<PathStep> Steps { get; }

    /// <summary>True for what stands under a ciphertext: <c>content#plaintext</c>.</summary>
    internal bool IsOfPlaintext => Path.EndsWith(PlaintextSuffix, StringComparison.Ordinal);

    /// <summary>The path of the field itself.</summary>
    internal string FieldPath => IsOfPlaintext ? Path[..^PlaintextSuffix.Length] : Path;

    internal bool IsOfHeader => Steps is [{ Name: "header" }, _, ..];

    /// <summary>Reads <c>path=value</c>.</summary>
    public static bool TryParse(string text, out FieldAssignment assignment, out string error)
    {
        assignment = null!;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string path = equals < 0 ? text : text[..equals];
        error = equals < 0 ? $"{DisplayText.Escape(text)} sets nothing; write path=value"
            : TryParsePath(path, out List<PathStep> steps) ? ""
            : $"{DisplayText.Escape(path)} is no path; write name, header.name or services[1].name";
        if (error.Length > 0)
            return false;
        TryParsePath(path, out steps);
        assignment = new FieldAssignment(path, text[(equals + 1)..], steps);
        return true;
    }

    /// <summary>The same field, with a value that a file holds; one line end behind it is not part of it.</summary>
    public FieldAssignment From(string content) => new(Path, content.EndsWith('\n') ? content[..^1].TrimEnd('\r') : content, Steps) { IsOpen = false };

    /// <summary>The ciphertext that stands for a plaintext.</summary>
    internal FieldAssignment Sealed(ReadOnlySpan<byte> ciphertext) =>
        TryParsePath(FieldPath, out List<PathStep> steps)
            ? new FieldAssignment(FieldPath, Convert.ToHexStringLower(ciphertext), steps) { IsOpen = false }
            : throw new InvalidOperationException($"{FieldPath} is no path.");

    private static bool TryParsePath(string path, out List<PathStep> steps)
    {
        steps = [];
        foreach (string part in path.Split('.'))
        {
            string[] pieces = part.Split('[');
            if (pieces[0].Length == 0)
                return false;
            steps.Add(new PathStep(pieces[0], 0));
            foreach (string piece in pieces[1..])
            {
                if (!piece.EndsWith(']') || !int.TryParse(piece.AsSpan(0, piece.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                    return false;
                steps.Add(new PathStep(null, index));
            }
        }

        return true;
    }
}
