namespace KerberosGen.Inspector;

/// <summary>What became of a request that was checked as a role would, where some things had to be assumed.</summary>
/// <param name="rules">The rules that the role checks, in that order.</param>
internal sealed class RuleCheck(IReadOnlyList<RefusalRule> rules)
{
    private readonly List<(RefusalRule Rule, string Words)> _assumed = [];

    public IReadOnlyList<RefusalRule> Rules { get; } = rules;

    /// <summary>The role's own sentence for the first rule that is broken, if what was assumed holds; null if none is.</summary>
    public string? Broken { get; private set; }

    /// <summary>How it was checked, and what would tell more.</summary>
    public List<string> Details { get; } = [];

    /// <summary>The rules that may be the broken one, in the role's order.</summary>
    public IReadOnlyList<string> Left =>
    [
        .. Rules.Take(Place).SelectMany(r => _assumed.Where(a => a.Rule == r).Select(a => a.Words)), .. Broken is null ? (string[])[] : [Broken],
    ];

    /// <summary>The rules that are kept, in the role's order: those behind a broken one do not come to be checked.</summary>
    public IReadOnlyList<string> Excluded => [.. Rules.Take(Place).Where(r => !_assumed.Exists(a => a.Rule == r)).Select(r => r.Words)];

    private int Place => Broken is null ? Rules.Count : Rules.TakeWhile(r => !r.Covers(Broken)).Count();

    /// <summary>Assumes that a rule is kept.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="words">What the role says if it is not, as far as its values are known.</param>
    public void Assume(RefusalRule rule, string? words = null)
    {
        if (!_assumed.Exists(a => a.Rule == rule))
            _assumed.Add((rule, words ?? rule.Words));
    }

    public bool IsAssumed(RefusalRule rule) => _assumed.Exists(a => a.Rule == rule);

    /// <summary>Notes the role's sentence.</summary>
    public void Break(string sentence) => Broken = sentence;
}
