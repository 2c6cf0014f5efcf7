namespace KerberosGen.Inspection.Decoding;

/// <summary>How far a field goes, by what measures it.</summary>
/// <param name="Bytes">Its bytes; null if entries are counted, or its type or content says how far.</param>
/// <param name="Entries">Its entries; null if they are not counted.</param>
/// <param name="Measure">The path of what says so; null if nothing does.</param>
internal readonly record struct Extent(long? Bytes, long? Entries, string? Measure);
