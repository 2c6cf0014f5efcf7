namespace KerberosGen.Codec;

/// <summary>What a declaration's own <c>partial void Validate(ref PacketValidation validation)</c> says of a packet.</summary>
public struct PacketValidation
{
    /// <summary>The first refused field's name, or null while nothing was refused.</summary>
    public string? Field { get; private set; }

    /// <summary>True if a field was refused.</summary>
    public readonly bool IsRefused => Field is not null;

    /// <summary>Refuses the packet because of a field.</summary>
    /// <param name="field">The field's name, by <c>nameof</c>. Only the first counts.</param>
    public void Refuse(string field) => Field ??= field;
}
