using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Room;

/// <summary>A message in its parts, safe to show.</summary>
/// <param name="Mark">The mark of an unverified sender, or nothing.</param>
/// <param name="Name">Who says that it is who; where that is not the sender's name, with the sender in brackets behind it.</param>
/// <param name="Text">What is said.</param>
internal readonly record struct SaidMessage(string Mark, string Name, string Text)
{
    /// <summary>Takes a message apart; false if it claims no name.</summary>
    public static bool TryRead(RoomEventRecord happened, out SaidMessage said)
    {
        ReadOnlySpan<byte> content = happened.Content.Span;
        bool isMarked = UnverifiedMark.IsOn(content);
        if (isMarked)
            content = content[UnverifiedMark.Utf8.Length..];
        int colon = content.IndexOf(": "u8);
        said = default;
        if (colon < 0)
            return false;
        string sender = happened.Sender is { } name ? $" ({DisplayText.Escape(name)})" : "";
        said = new(isMarked ? UnverifiedMark.Text : "", DisplayText.Escape(content[..colon]) + sender, DisplayText.Escape(content[(colon + 2)..]));
        return true;
    }
}
