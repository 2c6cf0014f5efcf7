namespace KerberosGen.Inspector.Commands;

/// <summary>What is said on standard error when a verb cannot do what it was asked.</summary>
internal static class Failure
{
    /// <summary>Says what is wrong.</summary>
    /// <returns>The status, to answer to the caller.</returns>
    public static int Say(int status, string message)
    {
        Console.Error.Write($"inspector: {message}\n");
        return status;
    }
}
