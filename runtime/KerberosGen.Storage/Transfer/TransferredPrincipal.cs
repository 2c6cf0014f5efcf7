using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>A principal on its way between two stores, and where it was read. Either a client or a service is there.</summary>
/// <param name="File">The file that it is from.</param>
/// <param name="Line">Its line there, counted from 1.</param>
/// <param name="Client">The client, or null.</param>
/// <param name="Service">The service, or null.</param>
public sealed record TransferredPrincipal(string File, int Line, ClientPrincipal? Client, ServicePrincipal? Service)
{
    /// <summary>Its id.</summary>
    public PrincipalId Id => Client?.Id ?? Service!.Id;

    /// <summary>Its name.</summary>
    public PrincipalName Name => Client?.Name ?? Service!.Name;

    /// <summary>Where it was read, as <c>file:line</c>.</summary>
    public string Position => FileFormatException.Position(File, Line);

    /// <summary>A fault of it.</summary>
    public FileFormatException Error(string reason) => new(File, Line, reason);
}
