namespace KerberosGen.Inspection.Filtering;

/// <summary>How a value compares.</summary>
internal enum FilterKind : byte
{
    /// <summary>It is there and has no value to compare: a packet within, an entry of several fields, a cut field.</summary>
    Composite,

    /// <summary>By size; an enum's value by its name too.</summary>
    Number,

    /// <summary>By instant; by what it counts too.</summary>
    Time,

    /// <summary>Letter by letter.</summary>
    Text,

    /// <summary>One of a few words, in any letter case.</summary>
    Word,

    /// <summary>Byte by byte.</summary>
    Bytes,

    /// <summary>An address and a port; by the address alone too.</summary>
    Endpoint,

    /// <summary>The number of findings; or the id of one.</summary>
    Findings,
}
