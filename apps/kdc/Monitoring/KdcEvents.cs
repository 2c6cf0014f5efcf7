namespace KerberosGen.Kdc;

/// <summary>
/// The ids of the events in the category <c>KDC</c>. They are what a person searches and alarms by, so none ever changes its meaning and a
/// retired one is not used again.
/// </summary>
internal static class KdcEvents
{
    /// <summary>Warning: something was mended or chosen that an administrator should know of.</summary>
    public const int Notice = 1;

    /// <summary>Information: a client has registered.</summary>
    public const int ClientRegistered = 2;

    /// <summary>Information: a service has registered.</summary>
    public const int ServiceRegistered = 3;

    /// <summary>Debug: a client was told of the services.</summary>
    public const int ServicesListed = 4;

    /// <summary>Debug: a client got a ticket.</summary>
    public const int TicketIssued = 5;

    /// <summary>Warning: a request was refused with 1601 or 1609. At a bounded rate.</summary>
    public const int Refused = 6;

    /// <summary>Warning: a service has registered at a loopback address of a KDC that serves other hosts.</summary>
    public const int ServiceAtLoopback = 7;

    /// <summary>Information: the KDC serves.</summary>
    public const int Ready = 8;

    /// <summary>Information: the KDC was told to stop and ends what is in flight.</summary>
    public const int Draining = 9;

    /// <summary>Information: the KDC has stopped.</summary>
    public const int Stopped = 10;

    /// <summary>Error: the store does not answer or cannot write.</summary>
    public const int StoreFailed = 11;

    /// <summary>Information: the store answers again.</summary>
    public const int StoreBack = 12;

    /// <summary>Warning: connections did not end in time and were cut off.</summary>
    public const int DrainTimedOut = 13;

    /// <summary>Information: where health and metrics are.</summary>
    public const int Monitoring = 14;
}
