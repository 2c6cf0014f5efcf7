using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>A KDC or a room refused a request, or answered what cannot be. The message says what to do.</summary>
/// <param name="message">What, and what to do.</param>
/// <param name="code">The code of the answer, 1601 or 1609; 0 where it does not matter.</param>
public class RequestRefusedException(string message, ushort code = 0) : Exception(message)
{
    /// <summary>The code of the answer, such as 1601 for a name that is taken; 0 where it does not matter.</summary>
    public ushort Code { get; } = code;

    /// <summary>
    /// Why, in the words of a room that told it in a notice before its 1609 (it tells subscribers why it refused a message);
    /// null where nothing was told. As it came: pass it through <c>DisplayText</c> before a person sees it.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>True if a message was refused only because it came too soon after others: it may be sent again after a wait.</summary>
    public bool IsTooSoon => Reason is not null && MemberNotices.MeaningOf(Reason) == NoticeMeaning.TooSoon;
}
