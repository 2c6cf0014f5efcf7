using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>
/// Members and fields of packets, by the paths that <see cref="PacketFilter"/> has for them: <c>number,code,services[*].name</c>. Not
/// for use by two threads at once.
/// </summary>
public sealed class FieldSelection
{
    private readonly ImmutableArray<FilterPath> _paths;
    private readonly List<FilterValue> _values = [];

    private FieldSelection(ImmutableArray<FilterPath> paths)
    {
        _paths = paths;
        Names = [.. paths.Select(p => p.ToString())];
    }

    /// <summary>The paths, as they are typed.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>True if packets must be taken apart for it; false if their headers and origins are enough.</summary>
    public bool NeedsFields => _paths.Any(p => p.NeedsFields);

    /// <summary>Reads paths with commas between them; any text is answered.</summary>
    /// <param name="text">The paths.</param>
    /// <param name="protocol">Whose packets they are for.</param>
    /// <param name="packet">What the bytes are, where they stand without headers; null for headers and messages.</param>
    /// <param name="selection">The members and fields.</param>
    /// <param name="error">What is wrong with the text.</param>
    public static bool TryParse(
        string text, ProtocolLayout protocol, PacketLayout? packet, [NotNullWhen(true)] out FieldSelection? selection, [NotNullWhen(false)] out FilterError? error)
    {
        // Whoever shows the values hides those that are secret.
        var resolver = new FilterPathResolver(protocol, packet, showSecrets: true);
        ImmutableArray<FilterPath>.Builder paths = ImmutableArray.CreateBuilder<FilterPath>();
        selection = null;
        int position = 0;
        foreach (string part in text.Split(','))
        {
            int start = position + part.Length - part.TrimStart().Length;
            position += part.Length + 1;
            error = null;
            if (part.Trim() is { Length: > 0 } name && resolver.Resolve(name, out error) is { } path)
            {
                paths.Add(path);
                continue;
            }

            error = error is null
                ? new FilterError("a member's name or a field's path is missing here", Math.Min(start, text.Length), 1)
                : error with { Position = start + error.Position };
            return false;
        }

        error = null;
        selection = new FieldSelection(paths.ToImmutable());
        return true;
    }

    /// <summary>True if a packet may have several values of one of them.</summary>
    internal bool IsMany(int index) => _paths[index].IsMany;

    /// <summary>A packet's values of one of them, until the next call.</summary>
    internal IReadOnlyList<FilterValue> ValuesOf(DecodedPacket packet, int index)
    {
        _values.Clear();
        _paths[index].Collect(packet, _values);
        return _values;
    }
}
