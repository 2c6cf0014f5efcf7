namespace KerberosGen.Inspection.Rendering;

/// <summary>How packets are shown.</summary>
public sealed record RenderOptions
{
    /// <summary>True to show passwords and keys; otherwise their bytes are left out too.</summary>
    public bool ShowSecrets { get; init; }

    /// <summary>True to colour with ANSI escapes, of the 16 colours only. Colour never says what text does not.</summary>
    public bool Color { get; init; }

    /// <summary>The input's name in error messages: <c>cap.bin</c>.</summary>
    public string Source { get; init; } = "input";
}
