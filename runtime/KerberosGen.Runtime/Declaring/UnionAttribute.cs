namespace KerberosGen;

/// <summary>
/// Declares a partial struct as one of several things: each field is a <see cref="CaseAttribute"/>, and a field of the packet that
/// holds the union says which one is there (<see cref="ChosenByAttribute"/>). The others hold their defaults.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class UnionAttribute : Attribute;
