namespace KerberosGen;

/// <summary>
/// On a field of bytes or text: it ends before the first NUL, which the generator writes and takes away. A value that holds a
/// NUL is refused when it is packed.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class NulTerminatedAttribute : Attribute;
