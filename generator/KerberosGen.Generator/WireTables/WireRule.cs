using System.Collections.Generic;

namespace KerberosGen.WireTables;

/// <summary>A bracket of a row, understood.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Text">As it stands on paper, without the brackets.</param>
internal sealed record WireRule(WireRuleKind Kind, string Text)
{
    /// <summary>The other field it names: what is measured, what decides, the IV, or the first that a checksum covers.</summary>
    public string? Field { get; init; }

    /// <summary>For a checksum: the last field it covers.</summary>
    public string? Last { get; init; }

    /// <summary>The key's role or label, or the checksum's function, or the constant.</summary>
    public string Word { get; init; } = "";

    /// <summary>Its values; of a flag the mask; of a range both ends.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What is added to a length or count; the bytes of padding or alignment; the bits of an integer.</summary>
    public int Number { get; init; }

    /// <summary>For a prefix: true if its most significant byte comes first.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>For a prefix: true if it counts entries. For a ciphertext: true if it is padded.</summary>
    public bool IsSet { get; init; }
}
