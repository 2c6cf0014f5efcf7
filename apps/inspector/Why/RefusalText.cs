namespace KerberosGen.Inspector;

/// <summary>Says for a person why a request was refused.</summary>
internal static class RefusalText
{
    /// <summary>The explanation, a line each: the verdict, what is left and what is excluded where it is not certain, how it is known.</summary>
    public static IReadOnlyList<string> Lines(Refusal refusal)
    {
        bool isOne = refusal.Left.Count <= 1;
        return
        [
            "why: " + (isOne ? refusal.Verdict : FormattableString.Invariant($"it broke one of {refusal.Left.Count} rules")),
            .. isOne ? [] : refusal.Left.Select(static rule => "left: " + rule),
            .. refusal.IsCertain || refusal.Excluded.Count == 0 ? (string[])[] : ["excluded: " + string.Join("; ", refusal.Excluded)],
            .. refusal.Details,
        ];
    }
}
