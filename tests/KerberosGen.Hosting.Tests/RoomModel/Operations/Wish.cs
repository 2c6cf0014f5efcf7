namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>Something to ask a room for.</summary>
internal enum Wish
{
    /// <summary>A message: 1605.</summary>
    Message,

    /// <summary>Who is here: 1607.</summary>
    Members,

    /// <summary>A message beyond the limit: 1609.</summary>
    LongMessage,

    /// <summary>A ticket where one was accepted: 1609.</summary>
    SecondTicket,

    /// <summary>Another client's id in the header: 1609.</summary>
    OtherHeader,

    /// <summary>A code that no request has: 1609.</summary>
    UnknownCode,
}
