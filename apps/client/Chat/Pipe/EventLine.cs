using System.Globalization;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>An event as a line for people, safe to show; the time is local.</summary>
internal static class EventLine
{
    /// <summary>The line; null for what is said on standard error.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="names">The names that clients joined as; learns this one.</param>
    public static string? Of(ChatEvent happened, KnownNames names)
    {
        names.Learn(happened);
        string time = happened.Time.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return happened switch
        {
            MessageReceived message => $"{time} {(message.IsVerified ? "" : UnverifiedMark.Text)}{HeadOf(names.SenderOf(message))}{DisplayText.Escape(message.Text)}",
            MemberJoined joined => $"{time} * {DisplayText.Escape(joined.Name)} joined",
            MemberLeft left => $"{time} * {DisplayText.Escape(left.Name)} left",
            RoomNotice notice => $"{time} ! {DisplayText.Escape(notice.Text)}",
            _ => null,
        };
    }

    private static string HeadOf(string sender) => sender.Length == 0 ? "" : $"{DisplayText.Escape(sender)}: ";
}
