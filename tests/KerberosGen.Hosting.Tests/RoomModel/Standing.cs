namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>How a seat stands to the room.</summary>
internal enum Standing
{
    /// <summary>It has no connection.</summary>
    Out,

    /// <summary>It was let in and has not subscribed, as a client of the seed.</summary>
    Inside,

    /// <summary>It has subscribed, and reads.</summary>
    Subscribed,

    /// <summary>It has subscribed, and reads nothing. The room may have put it out.</summary>
    Asleep,
}
