using System.Text.Json;

namespace KerberosGen.Inspection.Packing;

/// <summary>A value of JSON text that knows its line.</summary>
internal sealed class JsonValue
{
    public required JsonValueKind Kind { get; init; }

    /// <summary>The line on which it begins, from 1; 0 if it comes from no text.</summary>
    public int Line { get; init; }

    /// <summary>A string's characters, a number's digits; otherwise empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>An object's members, in order.</summary>
    public IReadOnlyList<(string Name, JsonValue Value)> Members { get; init; } = [];

    /// <summary>An array's entries.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>A string that stands in no text, such as a word of a command line.</summary>
    public static JsonValue Of(string text) => new() { Kind = JsonValueKind.String, Text = text };

    /// <summary>An object's member, the first of that name; null if there is none.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            foreach ((string member, JsonValue value) in Members)
            {
                if (member == name)
                    return value;
            }

            return null;
        }
    }

    /// <summary>What it is, in a word.</summary>
    public string KindName => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
