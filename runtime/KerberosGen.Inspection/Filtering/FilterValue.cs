using System.Net;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>A value of a packet, as it compares.</summary>
internal readonly struct FilterValue
{
    public FilterKind Kind { get; private init; }

    /// <summary>The field that it is the value of; null for a member of the packet.</summary>
    public DecodedField? Field { get; private init; }

    /// <summary>The type whose names a number has; null if it has none.</summary>
    public FieldType? Type { get; private init; }

    public FilterNumber Number { get; private init; }

    public DateTimeOffset? Time { get; private init; }

    public string? Text { get; private init; }

    public ReadOnlyMemory<byte> Bytes { get; private init; }

    public IPEndPoint? Endpoint { get; private init; }

    /// <summary>For <see cref="FilterKind.Findings"/>: of what, and of which severity.</summary>
    public DecodedPacket? Packet { get; private init; }

    public Severity Severity { get; private init; }

    /// <summary>True if it is neither false, zero nor empty.</summary>
    public bool IsTruthy => Kind switch
    {
        FilterKind.Number or FilterKind.Findings => !Number.IsZero,
        FilterKind.Text => Text!.Length > 0,
        FilterKind.Bytes => !Bytes.IsEmpty,
        _ => true,
    };

    public static FilterValue Of(UInt128 number, FieldType? type = null) => new() { Kind = FilterKind.Number, Number = FilterNumber.Of(number), Type = type };

    public static FilterValue OfWord(string word) => new() { Kind = FilterKind.Word, Text = word };

    public static FilterValue OfText(string text) => new() { Kind = FilterKind.Text, Text = text };

    public static FilterValue Of(DateTimeOffset time) => new() { Kind = FilterKind.Time, Time = time };

    public static FilterValue Of(IPEndPoint endpoint) => new() { Kind = FilterKind.Endpoint, Endpoint = endpoint };

    public static FilterValue Of(DecodedPacket packet, Severity severity)
    {
        int count = 0;
        foreach (Finding finding in packet.AllFindings)
            count += finding.Severity == severity ? 1 : 0;
        return new() { Kind = FilterKind.Findings, Number = FilterNumber.Of((UInt128)count), Packet = packet, Severity = severity };
    }

    /// <summary>A field's value; that of a secret cannot be compared unless it may be shown.</summary>
    public static FilterValue Of(DecodedField field, bool showSecrets)
    {
        if (field.IsSecret && !showSecrets)
            return new() { Field = field };
        return field.Type.Kind switch
        {
            FieldKind.Float when field.HasNumber => new() { Kind = FilterKind.Number, Number = FilterNumber.Of(ValueText.FloatOf(field)), Field = field },
            FieldKind.Signed when field.HasNumber =>
                new() { Kind = FilterKind.Number, Number = FilterNumber.OfSigned((Int128)field.WideNumber), Type = field.Type, Field = field },
            FieldKind.Unsigned or FieldKind.Boolean when field.HasNumber =>
                new() { Kind = FilterKind.Number, Number = FilterNumber.Of(field.WideNumber), Type = field.Type, Field = field },
            FieldKind.Time when field.HasNumber =>
                new() { Kind = FilterKind.Time, Number = TimeUnitsOf(field), Time = field.Time, Field = field },
            FieldKind.Text when field.IsComplete => new() { Kind = FilterKind.Text, Text = field.Text, Field = field },
            FieldKind.Bytes or FieldKind.Guid => new() { Kind = FilterKind.Bytes, Bytes = field.Content, Type = field.Type, Field = field },
            _ => new() { Field = field },
        };
    }

    // Signed in eight bytes, unsigned in four.
    private static FilterNumber TimeUnitsOf(DecodedField field) =>
        field.Length == sizeof(long) ? FilterNumber.OfSigned((Int128)field.WideNumber) : FilterNumber.Of(field.WideNumber);
}
