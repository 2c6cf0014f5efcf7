namespace KerberosGen.Layout;

/// <summary>One row of a packet's table.</summary>
public sealed class FieldLayout
{
    /// <summary>The name on paper and in JSON: <c>client_id</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for: the declaration's summary, one line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Bytes from the packet's start; null behind a part of variable size.</summary>
    public int? Offset { get; init; }

    /// <summary>What stands in it.</summary>
    public required FieldType Type { get; init; }

    /// <summary>What the field is for, beyond its value.</summary>
    public FieldRole Role { get; init; }

    /// <summary>For a length or count: the field it measures. For a measured field: null.</summary>
    public string? Measures { get; init; }

    /// <summary>For a field of variable size: the field that says its length or count; null if it goes on to the end.</summary>
    public string? MeasuredBy { get; init; }

    /// <summary>How it is encrypted; null if it is in the clear.</summary>
    public EncryptionLayout? Encryption { get; init; }

    /// <summary>The size on paper: <c>16</c>, <c>message_size</c> bytes, or what is left.</summary>
    public string SizeRule => (Type.Size, MeasuredBy) switch
    {
        ({ } size, _) => size.ToString(System.Globalization.CultureInfo.InvariantCulture),
        (null, { } length) when Type.Kind == FieldKind.List => $"{length} x {Type.Entry!.Size}",
        (null, { } length) => length,
        _ when Type.Kind == FieldKind.List => $"{Type.Entry!.Size} each, to the end",
        _ => "to the end",
    };
}
