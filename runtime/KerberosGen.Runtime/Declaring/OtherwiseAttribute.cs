namespace KerberosGen;

/// <summary>
/// On the last field of a <see cref="UnionAttribute">union</see>, of type <c>ReadOnlySpan&lt;byte&gt;</c>: it keeps what no case knows, so that
/// it can be written again as it was. Without it, an unknown case is invalid.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OtherwiseAttribute : Attribute;
