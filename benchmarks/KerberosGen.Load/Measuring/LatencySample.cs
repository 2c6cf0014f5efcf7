namespace KerberosGen.Load.Measuring;

/// <summary>One turn at a set pace.</summary>
/// <param name="PerSecond">Deliveries per second that came of it.</param>
/// <param name="Median">Seconds from the moment at which a message had to be sent until a subscriber had it: half of the deliveries took no longer.</param>
/// <param name="P99">The same for 99 in 100.</param>
/// <param name="P999">The same for 999 in 1,000.</param>
/// <param name="Most">The longest.</param>
internal readonly record struct LatencySample(double PerSecond, double Median, double P99, double P999, double Most);
