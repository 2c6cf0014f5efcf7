using System;

namespace KerberosGen.Generator.Parsing;

/// <summary>What the handler over one direction's codes is called.</summary>
internal static class HandlerNames
{
    /// <summary><c>RequestHeader</c> gives <c>RequestHandler</c>.</summary>
    public static string Of(string header)
    {
        const string suffix = "Header";
        bool named = header.Length > suffix.Length && header.EndsWith(suffix, StringComparison.Ordinal);
        return (named ? header.Substring(0, header.Length - suffix.Length) : header) + "Handler";
    }
}
