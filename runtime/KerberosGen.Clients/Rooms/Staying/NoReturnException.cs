namespace KerberosGen.Clients;

/// <summary>It is over for good: coming back is of no use.</summary>
/// <param name="cause">What the program is to see.</param>
internal sealed class NoReturnException(Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>What the program is to see.</summary>
    public Exception Cause { get; } = cause;
}
