namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>A room has broken one of its laws.</summary>
internal sealed class LawBrokenException(string law) : Exception(law);
