namespace KerberosGen.EditLoop.Sessions;

/// <summary>What the generator is run after.</summary>
internal enum Operation
{
    /// <summary>Nothing: neither the compilation nor the generator has been seen before.</summary>
    ColdRun,

    /// <summary>A letter in the name of a field: its packet has to be emitted anew.</summary>
    EditOfOnePacket,

    /// <summary>A letter in the body of a method of another file: nothing has to be done.</summary>
    EditElsewhere,
}
