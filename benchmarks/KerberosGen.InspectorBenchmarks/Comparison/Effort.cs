namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>What going through a capture once took.</summary>
/// <param name="Seconds">From beginning to end.</param>
/// <param name="ProcessorSeconds">Of the processors' time, all threads and children together.</param>
internal readonly record struct Effort(double Seconds, double ProcessorSeconds);
