namespace KerberosGen.Protocol;

/// <summary>
/// What stands in front of the text of a message (1606, kind 1) whose sender is not authenticated: <c>(unverified) </c>, 13 bytes.
/// The room puts it there, and lets nobody who is authenticated begin a message or a display name with it.
/// </summary>
public static class UnverifiedMark
{
    /// <summary>The mark.</summary>
    public const string Text = "(unverified) ";

    /// <summary>The mark in UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8 => "(unverified) "u8;

    /// <summary>True if a text begins with the mark.</summary>
    public static bool IsOn(ReadOnlySpan<byte> text) => text.StartsWith(Utf8);

    /// <summary>The text of an unverified client, marked.</summary>
    internal static byte[] PutOn(ReadOnlySpan<byte> text) => [.. Utf8, .. text];
}
