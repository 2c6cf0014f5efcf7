namespace KerberosGen.Kdc;

/// <summary>A principal that the store has otherwise.</summary>
/// <param name="Index">Which of the source's principals it is, counted from 0.</param>
/// <param name="Reason">How they differ, without a full stop and without a secret.</param>
internal sealed record ImportConflict(long Index, string Reason);
