namespace KerberosGen.Client;

/// <summary>Somebody who is here.</summary>
/// <param name="Name">The display name, safe to show.</param>
/// <param name="Colour">An index into <see cref="NameColours"/>.</param>
/// <param name="IsOwn">True for oneself.</param>
internal sealed record PresentName(string Name, int Colour, bool IsOwn);
