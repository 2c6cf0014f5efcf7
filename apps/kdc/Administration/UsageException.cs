namespace KerberosGen.Kdc;

/// <summary>The command line lacks something that only turned out to be needed: exit status 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
