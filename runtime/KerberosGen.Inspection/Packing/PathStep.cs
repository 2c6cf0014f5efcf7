namespace KerberosGen.Inspection.Packing;

/// <summary>A step into a packet or an entry of a list.</summary>
/// <param name="Name">The field; null for an entry.</param>
/// <param name="Index">The entry, from 0.</param>
internal readonly record struct PathStep(string? Name, int Index);
