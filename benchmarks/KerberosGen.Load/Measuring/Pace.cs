namespace KerberosGen.Load.Measuring;

/// <summary>How long is measured.</summary>
/// <param name="Rounds">How often every side has its turn.</param>
/// <param name="Turn">How long a turn is.</param>
/// <param name="Warming">How long every side is loaded before.</param>
internal sealed record Pace(int Rounds, TimeSpan Turn, TimeSpan Warming);
