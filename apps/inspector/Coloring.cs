using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>Whether to colour what goes to a terminal.</summary>
internal static class Coloring
{
    /// <summary>As asked; if left to us, on a terminal that can, unless NO_COLOR is set (no-color.org).</summary>
    public static bool IsWanted(ColorWhen when, bool isRedirected) => when switch
    {
        ColorWhen.Always => true,
        ColorWhen.Never => false,
        _ => !isRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
