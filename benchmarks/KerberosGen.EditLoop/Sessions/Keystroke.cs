namespace KerberosGen.EditLoop.Sessions;

/// <summary>Where an editor's next letter goes.</summary>
internal enum Keystroke
{
    /// <summary>Into the name of a field: its packet has to be emitted anew.</summary>
    InOnePacket,

    /// <summary>Into the body of a method of another file: nothing has to be done.</summary>
    Elsewhere,
}
