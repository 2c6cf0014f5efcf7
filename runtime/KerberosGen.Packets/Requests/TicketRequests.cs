namespace KerberosGen.Packets;

/// <summary>A client asks which services there are.</summary>
[Request(1026)]
public partial struct ServiceListRequest;

/// <summary>A client asks the ticket-granting server for a session key and a ticket to one service.</summary>
[Request(1027)]
public partial struct TicketRequest
{
    /// <summary>The wanted service's UUID.</summary>
    public PrincipalId ServiceId;

    /// <summary>A random value, echoed under the client's key.</summary>
    public Nonce Nonce;
}

/// <summary>A client presents a ticket to a service, with proof that it knows the session key in it.</summary>
[Request(1028, Layout = WireLayouts.Documented)]
public partial struct SymmetricKeyRequest
{
    /// <summary>Made by the client.</summary>
    public Authenticator Authenticator;

    /// <summary>Made by the ticket-granting server.</summary>
    public Ticket Ticket;
}

/// <summary>A client presents a ticket of the original program's layout.</summary>
[Request(1028, Layout = WireLayouts.Original)]
public partial struct OriginalSymmetricKeyRequest
{
    /// <summary>Made by the client.</summary>
    public Authenticator Authenticator;

    /// <summary>Made by the ticket-granting server.</summary>
    public OriginalTicket Ticket;
}
