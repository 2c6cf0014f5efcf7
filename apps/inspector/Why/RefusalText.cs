namespace KerberosGen.Inspector;

/// <summary>Writes for a person why requests were refused.</summary>
internal static class RefusalText
{
    /// <summary>Writes one explanation, several lines, each ending in <c>\n</c>.</summary>
    public static void Write(TextWriter output, Refusal refusal)
    {
        string request = refusal.Request is { } asked ? FormattableString.Invariant($" refuses #{asked.Number} {asked.Name}({asked.Code})") : "";
        bool isOne = refusal.Left.Count <= 1;
        string verdict = isOne ? refusal.Verdict : FormattableString.Invariant($"it broke one of {refusal.Left.Count} rules");
        output.Write(FormattableString.Invariant($"#{refusal.Answer.Number} {refusal.Answer.Name}({refusal.Answer.Code}){request}: {verdict}\n"));
        if (!isOne)
            WriteAll(output, "left", refusal.Left);
        if (!refusal.IsCertain)
            WriteAll(output, "excluded", refusal.Excluded);
        foreach (string detail in refusal.Details)
            output.Write($"    {detail}\n");
    }

    private static void WriteAll(TextWriter output, string what, IReadOnlyList<string> rules)
    {
        foreach (string rule in rules)
            output.Write($"    {what}: {rule}\n");
    }
}
