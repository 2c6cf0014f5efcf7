namespace KerberosGen.Inspection.Filtering;

/// <summary>How two values are compared.</summary>
internal enum FilterOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>The text, the bytes or all of the flags are within.</summary>
    Contains,

    /// <summary>The regular expression finds something.</summary>
    Matches,

    /// <summary>Equal to one of several, or within a range of them.</summary>
    In,
}
