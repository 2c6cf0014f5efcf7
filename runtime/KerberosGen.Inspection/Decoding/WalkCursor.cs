using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Where a walk stands in the bytes, where it must end, and whether it can go on.</summary>
internal sealed class WalkCursor(ReadOnlyMemory<byte> bytes, WalkPart whole, List<Finding> findings)
{
    private static readonly FieldType BytesType = new() { Kind = FieldKind.Bytes, Name = "bytes" };

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public List<Finding> Findings { get; } = findings;

    /// <summary>What a cut field's packet was said to hold, for the error's note.</summary>
    public string? CutNote { get; init; }

    public int Position { get; set; }

    /// <summary>The innermost part that the walk is in.</summary>
    public WalkPart Part { get; private set; } = whole;

    /// <summary>True once the bytes have ended: nothing more can be read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>True once what stands next in this part is not known: the walk goes on behind the part.</summary>
    public bool IsLost { get; private set; }

    /// <summary>True if a field took what there was although nothing says that this is all of it.</summary>
    public bool IsOpenEnded { get; set; }

    /// <summary>Once cut: how many bytes would be needed at least.</summary>
    public long Needed { get; private set; }

    public bool CanGoOn => !IsCut && !IsLost;

    /// <summary>Bytes that are there and within the part.</summary>
    public int Available => Math.Max(0, Limit - Position);

    /// <summary>Bytes that the part still holds, there or not.</summary>
    public int Left => Math.Max(0, Part.End - Position);

    /// <summary>True if the part's end is among the bytes: what does not fit contradicts its length.</summary>
    public bool IsBounded => !Part.IsOpen && Bytes.Length >= Part.End;

    /// <summary>True while fields are read that a secret holds.</summary>
    public bool IsSecret { get; set; }

    private int Limit => Math.Min(Part.End, Bytes.Length);

    public ReadOnlyMemory<byte> From(int start) => Bytes[start..Position];

    public void Add(string id, Severity severity, string title, string path, int offset, string? needed, string? found, string? hint) =>
        Findings.Add(new Finding(id, severity, title, path, offset) { NeededValue = needed, FoundValue = found, Hint = hint });

    /// <summary>What follows in this part is not known.</summary>
    public void Lose() => IsLost = true;

    /// <summary>A field needs more bytes than there are: they are missing, or a length is wrong.</summary>
    /// <param name="path">The field.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="needed">Bytes that it takes.</param>
    /// <param name="measure">What says so; null if its type does.</param>
    public void Cut(string path, int start, long needed, string? measure)
    {
        bool isBounded = IsBounded;
        IsLost |= isBounded;
        IsCut |= !isBounded;
        Needed = Math.Max(start + needed, Part.IsOpen ? 0 : Part.End);
        if (Part.IsExplained)
            return;
        int end = Math.Max(start, Limit);
        int found = end - start;
        bool lengthIsWrong = isBounded && measure is not null;
        Findings.Add(new Finding(
            lengthIsWrong ? FindingIds.LengthMismatch : FindingIds.Truncated, Severity.Error, lengthIsWrong ? "length mismatch" : "truncated", path, start)
        {
            Needed = needed,
            Found = found,
            Note = CutNote,
            Hint = lengthIsWrong ? $"{measure} says {needed} bytes, the {Part.Name} holds {found}"
                : isBounded ? Part.WhyItEnds
                : found == 0 ? $"the cut is on a field boundary; {Missing(start + needed)} are missing"
                : FormattableString.Invariant($"the cut is within the field, at +0x{end:x4}; {Missing(start + needed)} are missing"),
        });
        Part = Part with { IsExplained = true };
    }

    /// <summary>Reads a part whose end something says, and takes up what is left of it.</summary>
    /// <param name="part">The part, no longer than the one around it unless bytes are missing.</param>
    /// <param name="prefix">The path of what is in it, with its dot.</param>
    /// <param name="into">The fields to which bytes without a field are added.</param>
    /// <param name="read">Reads it.</param>
    public void Within(WalkPart part, string prefix, List<DecodedField> into, Action read)
    {
        WalkPart outer = Enter(part);
        read();
        Leave(outer, prefix, into);
    }

    /// <summary>Goes into a part.</summary>
    /// <returns>The one around it, for <see cref="Leave"/>.</returns>
    public WalkPart Enter(WalkPart part)
    {
        WalkPart outer = Part;
        Part = part;
        return outer;
    }

    /// <summary>Leaves a part: what is left of it becomes a field of its own, and the walk can go on behind it.</summary>
    public void Leave(WalkPart outer, string prefix, List<DecodedField> into)
    {
        if (!IsCut)
            TakeRest(prefix, into);
        if (!IsCut && Bytes.Length < Part.End)
            Cut(prefix.TrimEnd('.'), Position, Part.End - Position, null);
        if (!IsCut)
            IsLost = false;
        Part = outer;
    }

    private void TakeRest(string prefix, List<DecodedField> into)
    {
        int left = Available;
        if (left == 0)
            return;
        string name = IsLost ? "undecoded" : "trailing";
        if (!IsLost)
        {
            Findings.Add(new Finding(FindingIds.TrailingBytes, Severity.Error, "trailing bytes", prefix + name, Position)
            {
                Found = left,
                Hint = $"they stand behind the last field of the {Part.Name}",
            });
        }

        into.Add(new DecodedField(prefix + name, name, BytesType, null, Position, null, Bytes.Slice(Position, left), isWithinSecret: IsSecret));
        Position += left;
    }

    private string Missing(long fieldEnd) => Part.IsOpen ? $"at least {fieldEnd - Bytes.Length} bytes" : $"{Part.End - Bytes.Length} bytes";
}
