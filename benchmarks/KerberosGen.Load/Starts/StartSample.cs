namespace KerberosGen.Load.Starts;

/// <summary>One start.</summary>
/// <param name="Seconds">From the start of the process to its prompt, or to its end.</param>
/// <param name="ProcessorSeconds">What it took of processors until then.</param>
internal readonly record struct StartSample(double Seconds, double ProcessorSeconds);
