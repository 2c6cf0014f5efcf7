namespace KerberosGen.Load.Starts;

/// <summary>A program that is started at a terminal again and again.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Prompt">What it asks.</param>
/// <param name="Mark">The text that it is ready with; null if it asks nothing and ends.</param>
/// <param name="Program">Its file.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record StartSide(string Name, string Prompt, string? Mark, string Program, params string[] Arguments)
{
    /// <summary>Starts it, waits for its prompt, and ends it.</summary>
    /// <param name="environment">All of its environment.</param>
    public StartSample Measure(IReadOnlyList<string> environment)
    {
        using var terminal = TerminalProcess.Start(Program, Arguments, environment);
        TimeSpan time = Mark is null ? terminal.WaitForEnd() : terminal.WaitFor(Mark);
        return new StartSample(time.TotalSeconds, terminal.ProcessorSeconds);
    }
}
