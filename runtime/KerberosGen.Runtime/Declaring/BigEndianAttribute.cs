namespace KerberosGen;

/// <summary>On a packet or a field: integers have their most significant byte first. The default is little-endian.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Field)]
public sealed class BigEndianAttribute : Attribute;
