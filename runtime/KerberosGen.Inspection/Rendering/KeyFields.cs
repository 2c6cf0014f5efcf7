using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>The fields of a packet that tell a person most about it, in little room.</summary>
internal static class KeyFields
{
    private const int LeastRoom = 12;
    private const int Untold = 4;
    private const int Nested = 4;

    /// <summary><c>name=value</c> of as many as there is room for: texts first, then numbers, then bytes, and what stands within them last; in wire order.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="room">Characters that there are.</param>
    /// <param name="showSecrets">True to show secrets.</param>
    public static string Of(DecodedPacket packet, int room, bool showSecrets)
    {
        List<(int Index, int Rank, string Name, string Value)> candidates = [];
        foreach (DecodedField field in packet.Fields.SelectMany(WithinPackets))
        {
            (int rank, string value) = Tell(packet, field, showSecrets);
            if (rank < Untold)
                candidates.Add((candidates.Count, rank + (field.Path.Contains('.', StringComparison.Ordinal) ? Nested : 0), field.Path, value));
        }

        List<(int Index, string Text)> chosen = [];
        foreach ((int index, int rank, string name, string value) in candidates.OrderBy(c => c.Rank).ThenBy(c => c.Index))
        {
            string text = Fit($"{name}={value}", room);
            if (text.Length == 0)
                continue;
            chosen.Add((index, text));
            room -= text.Length + 1;
        }

        return string.Join(' ', chosen.OrderBy(c => c.Index).Select(c => c.Text));
    }

    private static (int Rank, string Value) Tell(DecodedPacket packet, DecodedField field, bool showSecrets)
    {
        bool isNoise = field.Part != FieldPart.Value || !field.IsComplete || field.Layout is { IsDerived: true } || (field.IsSecret && !showSecrets);
        if (isNoise)
            return (Untold, "");
        if (field.Layout?.Encryption is not null)
            return field.Decryption is { Status: DecryptionStatus.Opened, Plaintext: { IsLeaf: true } plaintext } && (!plaintext.IsSecret || showSecrets) ? (0, ValueText.Of(plaintext)) : (Untold, "");
        return field.Type.Kind switch
        {
            FieldKind.List or FieldKind.Sequence => (1, field.Children.Count.ToString(CultureInfo.InvariantCulture)),
            FieldKind.Text => (1, ValueText.Of(field)),
            FieldKind.Bytes when IvFields.IsIv(packet, field) => (Untold, ""),
            FieldKind.Bytes or FieldKind.Guid or FieldKind.Array => (3, FieldText.Of(field, bytesAreShown: true, showSecrets)),
            _ => (2, ValueText.Of(field)),
        };
    }

    // The value's end is left out if its beginning says something.
    private static string Fit(string text, int room)
    {
        if (text.Length <= room)
            return text;
        return room < LeastRoom || text.IndexOf('=', StringComparison.Ordinal) > room - 8 ? "" : text[..(room - 3)].TrimEnd('.') + "...";
    }

    // A list is one field here; what a packet holds is told by its own fields.
    private static IEnumerable<DecodedField> WithinPackets(DecodedField field) =>
        field.Type.Kind is FieldKind.Packet or FieldKind.Union ? field.Children.SelectMany(WithinPackets) : [field];
}
