namespace KerberosGen.Cli;

/// <summary>What the exit status of every app means.</summary>
public static class ExitCodes
{
    /// <summary>Done, or stopped as asked.</summary>
    public const int Ok = 0;

    /// <summary>It did not work; standard error says why and what to do.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted before it was done, as a shell counts SIGINT.</summary>
    public const int Interrupted = 130;
}
