namespace KerberosGen.Databases;

/// <summary>What a sealed value is. It is sealed in with it, so that one cannot be taken for another.</summary>
internal enum SealedKind : byte
{
    /// <summary>The value by which a database recognises its master key.</summary>
    Check = (byte)'K',

    /// <summary>A client's key.</summary>
    Client = (byte)'C',

    /// <summary>A service's key.</summary>
    Service = (byte)'S',
}
