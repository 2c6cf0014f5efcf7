using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// Tells from the tables alone whether an answer says no. Its declared name does, by one of the words of <see cref="Words"/>
/// (<c>RegistrationFailure</c>, <c>GeneralError</c>, <c>UnknownClient</c>), or the name of the value of an enum among its own fields
/// does (a reply code of <c>ConnectionRefused</c>), unless <c>No</c> or <c>Not</c> stands before the word. A protocol whose refusals
/// are named otherwise shows them as plain answers.
/// </summary>
public static class FailureRule
{
    /// <summary>The words, each as it stands in a name written in PascalCase.</summary>
    public static readonly IReadOnlyList<string> Words =
    [
        "Abort", "Aborted", "Denied", "Denial", "Error", "Exception", "Fail", "Failed", "Failure", "Forbidden", "Invalid", "Nack", "Nak",
        "Prohibited", "Refusal", "Refused", "Reject", "Rejected", "Timeout", "Unauthorized", "Unknown", "Unreachable", "Unsupported",
    ];

    /// <summary>What of a packet says no: its name, or a field and the name of its value; null if nothing does.</summary>
    public static string? Of(DecodedPacket packet)
    {
        if (packet.Layout is not { } layout)
            return null;
        if (SaysNo(layout.Name))
            return layout.Name;
        foreach (DecodedField field in packet.Fields)
        {
            if (!field.IsSecret && !field.Type.IsFlags && field.EnumName is { } name && SaysNo(name))
                return $"{field.Path} {name}";
        }

        return null;
    }

    /// <summary>True if a name in PascalCase has one of the words, without a no before it.</summary>
    public static bool SaysNo(string name)
    {
        string before = "";
        int start = 0;
        for (int at = 1; at <= name.Length; at++)
        {
            if (at < name.Length && !BeginsWord(name, at))
                continue;
            string word = name[start..at].Trim('_');
            if (before is not ("No" or "Not") && Words.Contains(word, StringComparer.OrdinalIgnoreCase))
                return true;
            before = word;
            start = at;
        }

        return false;
    }

    private static bool BeginsWord(string name, int at) => name[at] == '_'
        || (char.IsUpper(name[at]) && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]))));
}
