namespace KerberosGen;

/// <summary>Marks the field of a header (a <see cref="uint"/>) that counts the bytes of the payload behind it.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PayloadSizeAttribute : Attribute;
