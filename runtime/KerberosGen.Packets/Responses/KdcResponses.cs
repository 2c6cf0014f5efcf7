using KerberosGen.Codec;

namespace KerberosGen.Packets;

/// <summary>The registration is done.</summary>
[Response(1600)]
public partial struct RegistrationSuccess
{
    /// <summary>A new UUID for the client or service.</summary>
    public PrincipalId Id;
}

/// <summary>The registration is refused: the name is taken or not a name.</summary>
[Response(1601)]
public partial struct RegistrationFailure;

/// <summary>The registered services.</summary>
[Response(1602)]
public ref partial struct ServiceListResponse
{
    /// <summary>One entry for each service.</summary>
    public PacketList<ServiceEntry> Services;
}

/// <summary>A session key for the client, and the ticket that takes it to the service.</summary>
[Response(1603, Layout = WireLayouts.Documented)]
public partial struct TicketResponse
{
    /// <summary>The client that asked.</summary>
    public PrincipalId ClientId;

    /// <summary>The session key, for the client.</summary>
    public EncryptedKey EncryptedKey;

    /// <summary>The session key and what it is for, for the service.</summary>
    public Ticket Ticket;
}

/// <summary>A session key and a ticket in the original program's layout.</summary>
[Response(1603, Layout = WireLayouts.Original)]
public partial struct OriginalTicketResponse
{
    /// <summary>The client that asked.</summary>
    public PrincipalId ClientId;

    /// <summary>The session key, for the client.</summary>
    public OriginalEncryptedKey EncryptedKey;

    /// <summary>The session key and what it is for, for the service.</summary>
    public OriginalTicket Ticket;
}

/// <summary>A request that is refused; it does not say why.</summary>
[Response(1609)]
public partial struct GeneralError;

/// <summary>What the original program answers to a client it does not know.</summary>
[Response(1704, Layout = WireLayouts.Original)]
public partial struct OriginalUnknownClient;
