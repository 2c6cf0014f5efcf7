namespace KerberosGen.Inspection.Candidates;

/// <summary>Something in the bytes that agrees with a table, and would hardly by chance.</summary>
/// <param name="Bits">How unlikely: the logarithm, to base 2, of one in so many random bytes that would agree as well.</param>
/// <param name="Text">What it is: <c>header.code 1029 is known</c>.</param>
public sealed record Evidence(double Bits, string Text);
