using System;
using System.Linq;

namespace KerberosGen.Generator.WireChanges;

/// <summary>A field's name in source.</summary>
internal static class FieldNames
{
    /// <summary><c>service_id</c> becomes <c>ServiceId</c>.</summary>
    public static string Of(string wireName) =>
        string.Concat(wireName.Split(['_'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
