namespace KerberosGen.Inspection.Sessions;

/// <summary>As much of a packet as it takes to tell requests and answers apart.</summary>
/// <param name="Stream">Its connection.</param>
/// <param name="IsRequest">True if it asks.</param>
/// <param name="Code">Its code; -1 if it has none.</param>
internal readonly record struct Turn(int Stream, bool IsRequest, int Code);
