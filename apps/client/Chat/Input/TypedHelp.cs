namespace KerberosGen.Client;

/// <summary>What can be typed in a window.</summary>
internal static class TypedHelp
{
    /// <summary>A row each; safe to show, at most 74 columns.</summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        "/who                 who is here",
        "/me TEXT             say what you do: /me waves",
        "/quit                leave the room",
        "/help                this list",
        "//TEXT               say a text that begins with a slash",
        "@NAME                call somebody; Tab completes the name",
        "A moderator's: /kick NAME, /ban NAME [2h], /unban NAME, /mute NAME [10m],",
        "               /unmute NAME, /bans, /say TEXT",
        "Up, Down             what you typed before",
        "PageUp, PageDown     what was said before",
    ];

    /// <summary>The words that Tab completes.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["/who", "/me ", "/quit", "/help", "/kick ", "/ban ", "/unban ", "/mute ", "/unmute ", "/bans", "/say "];
}
