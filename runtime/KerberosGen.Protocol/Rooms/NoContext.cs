namespace KerberosGen.Protocol;

/// <summary>What a handler is given that needs nothing but the packet.</summary>
public readonly struct NoContext;
