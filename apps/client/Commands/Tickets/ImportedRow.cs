namespace KerberosGen.Client;

/// <summary>What <c>import --json</c> says.</summary>
/// <param name="Id">Who the directory's owner is now: 32 hex digits.</param>
/// <param name="Name">The owner's name.</param>
/// <param name="Kdcs">Where the KDCs are, <c>ip:port</c> each, in the order in which they are tried.</param>
/// <param name="HasPassword">True if the file holds the password: then it must not stay where it is.</param>
internal sealed record ImportedRow(string Id, string Name, string[] Kdcs, bool HasPassword);
