namespace KerberosGen;

/// <summary>
/// On an enum field: a value without a name is invalid on reading and refused on writing. For a <c>[Flags]</c> enum, a bit without
/// a name. Without this, values that are not known are kept.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ClosedAttribute : Attribute;
