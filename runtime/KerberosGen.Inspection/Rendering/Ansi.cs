namespace KerberosGen.Inspection.Rendering;

/// <summary>The few colours in use, all of the 16 that every terminal's owner has set to their liking.</summary>
internal static class Ansi
{
    public const string Dim = "\e[2m";
    public const string Bold = "\e[1m";
    public const string Red = "\e[31m";
    public const string Green = "\e[32m";
    public const string Yellow = "\e[33m";
    public const string Cyan = "\e[36m";
    private const string Reset = "\e[0m";

    public static string Paint(string text, string color, bool enabled) =>
        enabled && text.Length > 0 ? color + text + Reset : text;
}
