namespace KerberosGen.Load.Measuring;

/// <summary>One start of a KDC.</summary>
/// <param name="StartUp">From the start of its process to its ready line.</param>
/// <param name="ProcessorSeconds">Processor time until then.</param>
/// <param name="ResidentBytes">Its memory then.</param>
/// <param name="PeakBytes">The most until then.</param>
/// <param name="ProportionalBytes">Its memory then, shared pages by its share.</param>
/// <param name="LoadedBytes">Its memory after a moment of ticket requests.</param>
internal readonly record struct MemorySample(
    TimeSpan StartUp, double ProcessorSeconds, long ResidentBytes, long PeakBytes, long ProportionalBytes, long LoadedBytes);
