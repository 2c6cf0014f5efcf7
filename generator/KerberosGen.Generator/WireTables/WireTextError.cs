namespace KerberosGen.WireTables;

/// <summary>A line of <c>packets.spec</c> that cannot be understood.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Message">What is wrong and what is meant to stand there.</param>
internal sealed record WireTextError(int Line, string Message);
