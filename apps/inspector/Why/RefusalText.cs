namespace KerberosGen.Inspector;

/// <summary>Writes for a person why requests were refused.</summary>
internal static class RefusalText
{
    /// <summary>Writes one explanation, several lines, each ending in <c>\n</c>.</summary>
    public static void Write(TextWriter output, Refusal refusal)
    {
        output.Write(FormattableString.Invariant($"#{refusal.Answer.Number} {refusal.Answer.Name}({refusal.Answer.Code}): {refusal.Verdict}\n"));
        foreach (string detail in refusal.Details)
            output.Write($"    {detail}\n");
    }
}
