using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Whom a moderator means.</summary>
/// <param name="Client">The client id.</param>
/// <param name="Name">What it is called in sentences: a display name as <see cref="WrittenName"/> has it, or the id.</param>
internal readonly record struct ModerationTarget(PrincipalId Client, string Name)
{
    /// <summary>The name and the id.</summary>
    public string InFull => Client.ToString() is var id && id == Name ? id : $"{Name} ({id})";
}
