namespace KerberosGen.Inspector.Commands;

/// <summary>When to colour.</summary>
internal enum ColorWhen
{
    /// <summary>On a terminal, unless NO_COLOR is set.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
