namespace KerberosGen.Clients;

/// <summary>A message was on its way when the connection was lost, and nothing can tell whether the room has it. It is not sent again.</summary>
/// <param name="message">What, and why it cannot be known.</param>
public sealed class DeliveryUncertainException(string message) : IOException(message);
