using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Comparing;

/// <summary>Compares packets field by field; entries that only one list has do not shift the others.</summary>
/// <param name="ignored">
/// Fields to leave out, by path without indexes or by the end or the middle of one: <c>iv</c> is every field of that name, <c>header</c>
/// all of the header.
/// </param>
public sealed class FieldComparer(IReadOnlyCollection<string> ignored)
{
    /// <summary>What two packets do not have the same, in wire order.</summary>
    public List<FieldDifference> Compare(DecodedPacket a, DecodedPacket b)
    {
        List<FieldDifference> differences = [];
        Compare(a.Header, b.Header, differences);
        Compare(a.Fields, b.Fields, differences);
        differences.RemoveAll(d => IsIgnored(d.Path));
        return differences;
    }

    private bool IsIgnored(string path)
    {
        if (ignored.Count == 0)
            return false;
        string steps = "." + string.Concat(path.Split('[').Select((piece, i) => i == 0 ? piece : piece[(piece.IndexOf(']', StringComparison.Ordinal) + 1)..])).Replace('#', '.') + ".";
        return ignored.Any(pattern => steps.Contains($".{pattern.Replace('#', '.')}.", StringComparison.Ordinal));
    }

    private static void Compare(IReadOnlyList<DecodedField> a, IReadOnlyList<DecodedField> b, List<FieldDifference> differences)
    {
        // The fields of one table: what one has and the other has not was cut, or is optional.
        foreach ((int i, int j) in Alignment.Of(a.Count, b.Count, (i, j) => LastOf(a[i].Path) == LastOf(b[j].Path) ? 1 : 0))
            Add(i < 0 ? null : a[i], j < 0 ? null : b[j], differences);
    }

    private static void CompareEntries(IReadOnlyList<DecodedField> a, IReadOnlyList<DecodedField> b, List<FieldDifference> differences)
    {
        List<DecodedField> onlyA = [];
        List<DecodedField> onlyB = [];
        foreach ((int i, int j) in Alignment.Of(a.Count, b.Count, (i, j) => a[i].Bytes.Span.SequenceEqual(b[j].Bytes.Span) ? 1 : 0))
        {
            if (i >= 0 && j >= 0)
                AddRun(onlyA, onlyB, differences);
            else if (i >= 0)
                onlyA.Add(a[i]);
            else
                onlyB.Add(b[j]);
        }

        AddRun(onlyA, onlyB, differences);
    }

    // Between entries that are the same, those that are not stand for each other in order.
    private static void AddRun(List<DecodedField> onlyA, List<DecodedField> onlyB, List<FieldDifference> differences)
    {
        for (int i = 0; i < Math.Max(onlyA.Count, onlyB.Count); i++)
            Add(i < onlyA.Count ? onlyA[i] : null, i < onlyB.Count ? onlyB[i] : null, differences);
        onlyA.Clear();
        onlyB.Clear();
    }

    private static void Add(DecodedField? a, DecodedField? b, List<FieldDifference> differences)
    {
        bool isLeaf = (a ?? b)!.IsLeaf || (a is not null && b is not null && a.Type.Kind != b.Type.Kind);
        if (!isLeaf && (a ?? b)!.Type.Kind is FieldKind.List or FieldKind.Sequence)
            CompareEntries(a?.Children ?? [], b?.Children ?? [], differences);
        else if (!isLeaf)
            Compare(a?.Children ?? [], b?.Children ?? [], differences);
        else if (a is null || b is null || !AreSame(a, b))
            AddLeaf(a, b, differences);
    }

    private static void AddLeaf(DecodedField? a, DecodedField? b, List<FieldDifference> differences)
    {
        string path = (a ?? b)!.Path;
        differences.Add(new FieldDifference(path, a, b));
        DecodedField? clearA = a?.Decryption?.Plaintext;
        DecodedField? clearB = b?.Decryption?.Plaintext;
        if ((clearA ?? clearB) is not null && (clearA is null || clearB is null || !AreSame(clearA, clearB)))
            differences.Add(new FieldDifference(path + "#plaintext", clearA, clearB));
    }

    private static bool AreSame(DecodedField a, DecodedField b) =>
        a.Bits is not null && a.HasNumber && b.HasNumber ? a.WideNumber == b.WideNumber : a.Bytes.Span.SequenceEqual(b.Bytes.Span);

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];
}
