namespace KerberosGen;

/// <summary>
/// On a domain type or a field: its value is never printed, and a domain type compares in constant time.
/// </summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Field)]
public sealed class SecretAttribute : Attribute;
