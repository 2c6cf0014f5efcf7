using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>The KDC's answer does not open with the client's password.</summary>
/// <param name="message">What, and what to do.</param>
public sealed class WrongPasswordException(string message) : RequestRefusedException(message, TicketResponse.Code);
