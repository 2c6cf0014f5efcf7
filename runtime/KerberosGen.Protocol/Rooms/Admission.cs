using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>What a good ticket and authenticator bring into a room. The authenticator may still have been seen before.</summary>
/// <param name="Client">Whose ticket it is.</param>
/// <param name="SessionKey">The key that client and room share, for the session to take over and clear.</param>
/// <param name="Authenticator">What the replay cache is to remember.</param>
/// <param name="AuthenticatorIv">The authenticator's IV, which everything on its connection is bound to.</param>
/// <param name="TicketIv">The ticket's IV, which services_pool.json keeps.</param>
/// <param name="IsAuthenticated">True if both are authenticated.</param>
public sealed record Admission(PrincipalId Client, KeyMaterial SessionKey, RememberedAuthenticator Authenticator, Iv AuthenticatorIv, Iv TicketIv, bool IsAuthenticated);
