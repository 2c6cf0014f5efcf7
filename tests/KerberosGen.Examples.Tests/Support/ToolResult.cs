namespace KerberosGen.Examples.Tests;

/// <summary>How a program ended, and what it said.</summary>
internal sealed record ToolResult(int Status, string Output, string Errors);
