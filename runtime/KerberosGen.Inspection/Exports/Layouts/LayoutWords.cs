using System.Text.Json;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>The members of the tables' enums as the file has them: <c>payload_size</c>.</summary>
internal static class LayoutWords
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static IEnumerable<string> All<TEnum>()
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(Of);

    public static TEnum? Parse<TEnum>(string word)
        where TEnum : struct, Enum
    {
        foreach (TEnum value in Enum.GetValues<TEnum>())
        {
            if (Of(value) == word)
                return value;
        }

        return null;
    }
}
