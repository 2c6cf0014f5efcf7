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
}
