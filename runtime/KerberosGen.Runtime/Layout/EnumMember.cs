namespace KerberosGen.Layout;

/// <summary>One named value of an enum.</summary>
/// <param name="Name">Its name, as declared.</param>
/// <param name="Value">Its value.</param>
public sealed record EnumMember(string Name, long Value);
