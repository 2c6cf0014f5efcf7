namespace KerberosGen.Protocol;

/// <summary>What became of an act, in one sentence for the moderator.</summary>
/// <param name="IsDone">False if it could not be done.</param>
/// <param name="Words">What was done, or why not and what to do. It may hold names of peers: to be shown through <see cref="Codec.DisplayText"/>.</param>
public readonly record struct ModerationResult(bool IsDone, string Words);
