using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Remembers the authenticators that a room has accepted, for as long as their times would let them in again.</summary>
public interface IReplayCache
{
    /// <summary>Remembers an authenticator; false if it is remembered already. May be called by several threads at once.</summary>
    /// <param name="authenticator">The authenticator as it came.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When its own time keeps it out.</param>
    bool TryAdd(in Authenticator authenticator, DateTimeOffset now, DateTimeOffset until);
}
