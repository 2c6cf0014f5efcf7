namespace KerberosGen.Testing.Layouts;

/// <summary>How far a part may read.</summary>
/// <param name="End">Behind the last byte.</param>
/// <param name="IsWhole">True if nothing can follow: what is missing then is wrong, not late.</param>
internal readonly record struct Window(int End, bool IsWhole);
