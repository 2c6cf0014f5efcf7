namespace KerberosGen.Load.Traffic;

/// <summary>The server answered, and not with what it was asked for: nothing that was measured counts.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
