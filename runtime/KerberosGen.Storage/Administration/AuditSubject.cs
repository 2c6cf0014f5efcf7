namespace KerberosGen.Storage;

/// <summary>Who does something administrative, and by which way.</summary>
/// <param name="UserId">The number of the user, as the system vouches for it; null where it cannot say.</param>
/// <param name="Via">How: <c>socket</c> of a running KDC, or <c>direct</c> on the store of a stopped one.</param>
public sealed record AuditSubject(uint? UserId, string Via)
{
    /// <summary>The user of this process, on a store that it has opened itself.</summary>
    public static AuditSubject Direct { get; } = new(UnixUser.Effective, "direct");

    /// <summary>The peer of a running KDC's socket.</summary>
    public static AuditSubject OverSocket(uint? userId) => new(userId, "socket");
}
