using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspector;

/// <summary>What is wrong with one packet; nothing is allocated while that is nothing.</summary>
internal sealed class FindingList
{
    private List<Finding>? _found;

    public IReadOnlyList<Finding> Found => _found ?? (IReadOnlyList<Finding>)[];

    public void Add(string id, string title, DecodedField field, string needed, string found, string? hint = null, string? note = null) =>
        (_found ??= []).Add(new Finding(id, Severity.Error, title, field.Path, field.Offset) { NeededValue = needed, FoundValue = found, Hint = hint, Note = note });
}
