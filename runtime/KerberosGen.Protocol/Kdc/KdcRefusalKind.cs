namespace KerberosGen.Protocol;

/// <summary>Why a KDC refuses, to count by. The words are in <see cref="KdcRefusals"/> and <see cref="Refusals"/>.</summary>
public enum KdcRefusalKind
{
    /// <summary>Bytes that are no request, or one that the protocol does not allow.</summary>
    NotValid,

    /// <summary>A request that only a room answers, or a code that nobody knows.</summary>
    NotForTheKdc,

    /// <summary>A name or a password that breaks the rules.</summary>
    NameNotValid,

    /// <summary>A name that is registered already.</summary>
    NameTaken,

    /// <summary>A service seen at an address that the list of services cannot carry.</summary>
    AddressNotValid,

    /// <summary>Only the administrator registers here.</summary>
    RegistrationClosed,

    /// <summary>A client that is not registered.</summary>
    UnknownClient,

    /// <summary>A service that is not registered.</summary>
    UnknownService,

    /// <summary>A client that the administrator has disabled.</summary>
    ClientDisabled,

    /// <summary>A service that the administrator has disabled.</summary>
    ServiceDisabled,

    /// <summary>A source that asks for more than it may, or a KDC that is asked for more than it may give.</summary>
    OverLimit,

    /// <summary>A principal with too many refused requests.</summary>
    PrincipalThrottled,

    /// <summary>An answer too long for a datagram, or a list of services too long for any response.</summary>
    AnswerTooLong,
}
