namespace KerberosGen.Room;

/// <summary>The row that the operator types in, safe to show and narrower than the terminal.</summary>
/// <param name="Before">The prompt, and what is left of the cursor.</param>
/// <param name="After">What is right of it.</param>
internal readonly record struct InputRow(string Before, string After);
