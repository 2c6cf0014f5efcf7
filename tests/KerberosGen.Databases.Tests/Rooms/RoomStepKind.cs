namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>What may happen in a room, and to its store.</summary>
public enum RoomStepKind
{
    Say,
    Join,
    Leave,
    Notice,
    Claim,
    Impose,
    Lift,
    Accept,
    Wait,
    Trim,
    Commit,
    Reopen,
}
