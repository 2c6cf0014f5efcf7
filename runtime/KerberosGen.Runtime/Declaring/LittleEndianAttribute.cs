namespace KerberosGen;

/// <summary>On a field of a <see cref="BigEndianAttribute">big-endian</see> packet: its least significant byte comes first.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class LittleEndianAttribute : Attribute;
