using System.Text;

namespace KerberosGen.Generator.Parsing;

/// <summary>A field's name on paper and in JSON.</summary>
internal static class WireNames
{
    /// <summary><c>ServiceId</c> becomes <c>service_id</c>, <c>AESKey</c> becomes <c>aes_key</c>.</summary>
    public static string Of(string name)
    {
        string bare = name.TrimStart('_');
        if (bare.Length > 0)
            name = bare;
        var wire = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool startsWord = char.IsUpper(c) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                wire.Append('_');
            wire.Append(char.ToLowerInvariant(c));
        }

        return wire.ToString();
    }
}
