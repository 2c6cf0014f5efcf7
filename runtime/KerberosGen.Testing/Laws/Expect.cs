namespace KerberosGen.Testing.Laws;

/// <summary>What laws are said in.</summary>
internal static class Expect
{
    public static void Equal<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new LawBrokenException(what, $"{expected}", $"{found}");
    }

    public static void Same(string what, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
    {
        if (!expected.SequenceEqual(found))
            throw new LawBrokenException(what, ModelText.Hex(expected), ModelText.Hex(found));
    }

    public static void True(string what, bool holds, string expected, string found)
    {
        if (!holds)
            throw new LawBrokenException(what, expected, found);
    }

    /// <summary>Unless a packet was read, what is handed out is the default value.</summary>
    public static void Default(string what, bool isDefault) => True($"the packet of {what}", isDefault, "the default value", "something else");
}
