namespace KerberosGen.Inspector;

/// <summary>What the process answers to its caller.</summary>
internal static class ExitStatus
{
    /// <summary>Everything is as its table says; of `diff`: the same.</summary>
    public const int Clean = 0;

    /// <summary>It was decoded, and something is wrong with it; of `diff`: it differs.</summary>
    public const int DecodedWithErrors = 1;

    /// <summary>The command line, or a file that it names beside the input, says nothing that can be done.</summary>
    public const int Usage = 2;

    /// <summary>The input cannot be read.</summary>
    public const int UnreadableInput = 3;

    /// <summary>Nothing is wrong but what keys tell: a ciphertext that none opens, or a check that fails.</summary>
    public const int VerificationFailed = 4;

    /// <summary>No packet is there, or none that was asked for.</summary>
    public const int NothingMatched = 5;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>A request to end (SIGTERM), as a shell says it.</summary>
    public const int Terminated = 143;
}
