namespace KerberosGen.Clients;

/// <summary>A room sent an event that is not the next one that it made for this connection: the connection is given up as if it were lost.</summary>
internal sealed class UnverifiedEventException()
    : IOException("The room sent an event that does not verify: somebody alters, replays or drops what the room sends.");
