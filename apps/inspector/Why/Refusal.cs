using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspector;

/// <summary>Why a request was refused, as far as it can be told.</summary>
/// <param name="Request">What was refused; null if it is not in the capture.</param>
/// <param name="Answer">The 1609 (or 1601, or the original program's 1704).</param>
/// <param name="Verdict">
/// The first rule that is broken, in the words of the server's own log; or, without certainty, what can be said in one line.
/// </param>
/// <param name="Left">The rules that may be the broken one, in the order of the server's checks; one if it is certain.</param>
/// <param name="Excluded">The rules that are kept, in that order.</param>
/// <param name="Details">How it is known, and what would tell more.</param>
/// <param name="IsCertain">True if the verdict is the rule, false if it is one of several.</param>
internal sealed record Refusal(
    DecodedPacket? Request,
    DecodedPacket Answer,
    string Verdict,
    IReadOnlyList<string> Left,
    IReadOnlyList<string> Excluded,
    IReadOnlyList<string> Details,
    bool IsCertain);
