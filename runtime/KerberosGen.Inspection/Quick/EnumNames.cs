using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>The names of an enum's values in UTF-8, each made the first time it is asked for.</summary>
/// <param name="type">The enum.</param>
/// <param name="before">What stands in front of each name.</param>
internal sealed class EnumNames(FieldType type, string before)
{
    private const int Most = 4096;
    private const int Small = 256;

    private readonly byte[]?[] _small = new byte[]?[Small];
    private readonly Dictionary<long, byte[]> _names = [];

    /// <summary>A value's name with what stands in front of it, a quote and a comma; empty if it has none.</summary>
    public byte[] Of(long value)
    {
        if ((ulong)value < Small && _small[value] is { } known)
            return known;
        if (_names.TryGetValue(value, out byte[]? name))
            return name;
        name = EnumText.Of(type, value) is { } text ? QuickNames.Utf8Of($"{before}{QuickNames.Escape(text)}\",") : [];
        if ((ulong)value < Small)
            _small[value] = name;
        else if (_names.Count < Most)
            _names.Add(value, name);
        return name;
    }
}
