using System.Collections.Immutable;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>A field of the header or the payload, or what stands under a ciphertext.</summary>
/// <param name="text">As it is typed.</param>
/// <param name="types">What it may lead to.</param>
/// <param name="steps">From the header or the payload to the field.</param>
/// <param name="isHeader">True for the header, false for the payload.</param>
/// <param name="packet">Whose payload; null for any.</param>
/// <param name="showSecrets">True if secrets may be compared.</param>
internal sealed class FieldPath(
    string text, ImmutableArray<FilterType> types, ImmutableArray<FieldStep> steps, bool isHeader, string? packet, bool showSecrets) : FilterPath(text, types)
{
    /// <summary>The name of the step from a ciphertext to what stands under it.</summary>
    public const string Plaintext = "plaintext";

    public override bool NeedsFields => true;

    public override void Collect(DecodedPacket decoded, List<FilterValue> into)
    {
        if (packet is null || decoded.Layout?.Name == packet)
            CollectWithin(isHeader ? decoded.Header : decoded.Fields, 0, into);
    }

    private void CollectWithin(IReadOnlyList<DecodedField> fields, int step, List<FilterValue> into)
    {
        if (DecodedPacket.Find(fields, steps[step].Name!) is { } field)
            CollectFrom(field, step + 1, into);
    }

    private void CollectFrom(DecodedField field, int step, List<FilterValue> into)
    {
        bool isMany = field.Type.Kind is FieldKind.List or FieldKind.Sequence or FieldKind.Array;
        if (step == steps.Length)
        {
            if (field.Type.Kind == FieldKind.Array && field.IsLeaf)
                CollectEntries(field, null, step, into);
            else
                into.Add(FilterValue.Of(field, showSecrets));
        }
        else if (steps[step].Name is not { } name)
        {
            CollectEntries(field, steps[step].Index, step + 1, into);
        }
        else if (name == Plaintext && field.Layout?.Encryption is not null)
        {
            if (field.Decryption is { Status: DecryptionStatus.Opened, Plaintext: { } plaintext })
                CollectFrom(plaintext, step + 1, into);
        }
        else if (isMany)
        {
            CollectEntries(field, null, step, into);
        }
        else
        {
            CollectWithin(field.Children, step, into);
        }
    }

    private void CollectEntries(DecodedField field, int? wanted, int step, List<FilterValue> into)
    {
        int index = 0;
        foreach (DecodedField entry in field.Children)
        {
            // Padding and bytes behind the last entry are no entries.
            if (entry.Part != FieldPart.Value || entry.Name.Length > 0)
                continue;
            if (wanted is null || wanted == index)
                CollectFrom(entry, step, into);
            index++;
        }
    }
}
