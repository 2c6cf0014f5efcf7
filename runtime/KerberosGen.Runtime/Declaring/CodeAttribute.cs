namespace KerberosGen;

/// <summary>Marks the field of a header (a <see cref="ushort"/>) that says which payload follows.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CodeAttribute : Attribute;
