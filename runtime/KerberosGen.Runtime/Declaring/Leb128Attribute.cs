namespace KerberosGen;

/// <summary>
/// On an integer: it stands on the wire as LEB128, seven bits a byte, the least significant first: unsigned for an unsigned type,
/// signed for a signed one. Only the shortest form is valid, so that a value has one spelling.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class Leb128Attribute : Attribute;
