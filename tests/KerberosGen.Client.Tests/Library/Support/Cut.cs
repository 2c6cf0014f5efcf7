namespace KerberosGen.Client.Tests.Library;

/// <summary>Where a relay cuts a connection: after so many bytes from the client or from the room, whichever comes first.</summary>
/// <param name="FromClient">Bytes of the client that are passed on.</param>
/// <param name="FromRoom">Bytes of the room that are passed on.</param>
/// <param name="IsReset">True for a reset, false for an end in order.</param>
internal sealed record Cut(int FromClient, int FromRoom, bool IsReset)
{
    public static readonly Cut Never = new(int.MaxValue, int.MaxValue, false);
}
