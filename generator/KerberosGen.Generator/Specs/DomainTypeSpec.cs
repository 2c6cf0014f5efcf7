namespace KerberosGen.Generator.Specs;

/// <summary>
/// A domain type of fixed size, bytes or text: everything its file is emitted from. Like every spec it holds no symbol,
/// syntax or compilation: it compares by value, and what it was read from can be collected.
/// </summary>
internal sealed record DomainTypeSpec(
    TypeName Type,
    string Summary,
    int Size,
    bool IsText,
    bool IsTerminated,
    bool IsSecret,
    string Display)
{
    /// <summary>For text: the runtime's name of the encoding.</summary>
    public string Encoding { get; init; } = "Utf8";
}
