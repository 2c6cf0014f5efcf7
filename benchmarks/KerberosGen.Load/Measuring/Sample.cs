namespace KerberosGen.Load.Measuring;

/// <summary>One turn of one side.</summary>
/// <param name="Answers">Answers, each checked.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ServerSeconds">Processor time of the server's process, in its own code and the system's.</param>
/// <param name="GeneratorSeconds">Processor time of the generator's process.</param>
/// <param name="AllocatedBytes">Bytes that the server allocated, reading the figure itself not counted; null if it does not tell.</param>
internal readonly record struct Sample(long Answers, double Seconds, double ServerSeconds, double GeneratorSeconds, double? AllocatedBytes)
{
    public double PerSecond => Answers / Seconds;

    public double PerServerSecond => Answers / ServerSeconds;
}
