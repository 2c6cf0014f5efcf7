using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>What standard output is.</summary>
internal static class Screen
{
    private const int LeastWidth = 80;

    /// <summary>Characters of a row: a terminal's width, 80 at least.</summary>
    public static int Width
    {
        get
        {
            try
            {
                return Console.IsOutputRedirected ? LeastWidth : Math.Max(LeastWidth, Console.WindowWidth);
            }
            catch (IOException)
            {
                return LeastWidth;
            }
        }
    }

    /// <summary>True if text to standard output is to be coloured.</summary>
    public static bool IsColored(ColorWhen when) => when switch
    {
        ColorWhen.Always => true,
        ColorWhen.Never => false,
        _ => !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
