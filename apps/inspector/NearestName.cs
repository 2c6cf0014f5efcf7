using KerberosGen.Inspection;

namespace KerberosGen.Inspector;

/// <summary>What a person may have meant.</summary>
internal static class NearestName
{
    /// <summary><c>; did you mean X?</c>, or nothing if no name is near.</summary>
    public static string Hint(string typed, IEnumerable<string> names) => NearName.Hint(typed, names);
}
