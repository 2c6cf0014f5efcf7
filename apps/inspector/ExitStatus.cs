namespace KerberosGen.Inspector;

/// <summary>What the process answers to its caller.</summary>
internal static class ExitStatus
{
    public const int Clean = 0;
    public const int DecodedWithErrors = 1;
    public const int Usage = 2;
    public const int UnreadableInput = 3;
}
