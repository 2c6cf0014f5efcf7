namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>What a subscription asks for.</summary>
internal enum From
{
    /// <summary>There is none.</summary>
    Nothing,

    /// <summary>Everything that is held.</summary>
    Start,

    /// <summary>What came after the last event that the seat has seen.</summary>
    LastSeen,

    /// <summary>Only what comes.</summary>
    Now,
}
